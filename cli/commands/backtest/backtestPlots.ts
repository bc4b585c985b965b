import type { AssetBacktest } from '../../../models/backtest/backtestResult.js'
import { linePlot, type PlotLine } from '../../output/linePlot.js'

/** A file of a backtest's folder. */
export interface PlotFile {
  readonly name: string
  readonly svg: string
}

/** Draw one asset's path of parameters, and its bad debt against every static threshold. */
export function backtestPlots(backtest: AssetBacktest): PlotFile[] {
  const { asset, path, frontier, policyFrontier, meanLtvBps, badDebtBps, badDebtBand } = backtest
  const overTime = (of: (step: AssetBacktest['path'][number]) => number | null) =>
    path.map((step): [number, number | null] => {
      const value = of(step)
      return [Date.parse(step.at), value === null ? null : value / 100]
    })
  // What loses several times the policy's bad debt would press everything else flat, and what loses nothing is one line at zero.
  const highest = Math.max(...policyFrontier.flatMap((point) => [4 * point.badDebtBps, 1.5 * point.badDebtBand.p95]), 2)
  const firstLoss = frontier.find((point) => point.badDebtBps > 0)?.ltvBps ?? meanLtvBps
  const lowestLtvBps = Math.min(firstLoss, ...policyFrontier.map((point) => point.meanLtvBps)) - 500
  const shown = frontier.filter((point) => point.badDebtBps <= highest && point.ltvBps >= lowestLtvBps)
  return [
    {
      name: `${asset}-path.svg`,
      svg: linePlot({
        title: `${asset}: parameters that the policy would have had`,
        xLabel: 'date (UTC)',
        yLabel: '%',
        isTime: true,
        lines: [
          { label: 'liquidation threshold', points: overTime(({ parameters }) => parameters.ltBps), isStep: true },
          { label: 'loan-to-value', points: overTime(({ parameters }) => parameters.ltvBps), isStep: true },
          { label: 'threshold the models asked for', points: overTime(({ targetLtBps }) => targetLtBps) },
        ],
      }),
    },
    {
      name: `${asset}-frontier.svg`,
      svg: linePlot({
        title: `${asset}: bad debt against mean loan-to-value`,
        xLabel: "mean of the cohorts' loan-to-value, %",
        yLabel: 'bad debt, bps of debt',
        lines: [
          {
            label: 'constants in hindsight, 90 % interval',
            points: shown.map((point): [number, number] => [point.ltvBps / 100, point.badDebtBps]),
            band: shown.map(({ badDebtBand: { p05, p95 } }) => [p05, Math.min(p95, highest)] as const),
          },
          ...(policyFrontier.length < 2 ? [] : [policyLine(policyFrontier)]),
        ],
        marks: [
          {
            label: 'the policy, 90 % interval',
            x: meanLtvBps / 100,
            y: badDebtBps,
            low: badDebtBand.p05,
            high: badDebtBand.p95,
          },
        ],
      }),
    },
  ]
}

function policyLine(points: AssetBacktest['policyFrontier']): PlotLine {
  const ascending = points.toSorted((a, b) => a.meanLtvBps - b.meanLtvBps)
  return {
    label: 'the policy at other tail probabilities',
    points: ascending.map((point): [number, number] => [point.meanLtvBps / 100, point.badDebtBps]),
    band: ascending.map(({ badDebtBand: { p05, p95 } }) => [p05, p95] as const),
  }
}
