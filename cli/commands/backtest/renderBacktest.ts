import type { AssetBacktest, BacktestResult } from '../../../models/backtest/backtestResult.js'
import { escapeMarkdown, markdownTable } from '../../../proposals/report/markdown.js'

/** Columns of the table that a person and the Markdown file get. */
export const SUMMARY_HEADER = [
  'asset',
  'mean LTV',
  'bad debt',
  'same-LTV constant',
  'ratio (90 %)',
  'constant LTV of equal bad debt',
  'changes',
]

/** Lay out one row an asset: bad debt in basis points of debt. */
export function summaryRows({ assets }: BacktestResult): string[][] {
  return assets.map(({ asset, meanLtvBps, badDebtBps, staticBadDebtBps, staticLtvOfSameBadDebtBps, changes, ...rest }) => [
    asset,
    percent(meanLtvBps),
    `${badDebtBps.toFixed(2)} bps`,
    `${staticBadDebtBps.toFixed(2)} bps`,
    ratioText(rest),
    staticLtvOfSameBadDebtBps === null ? 'none' : percent(staticLtvOfSameBadDebtBps),
    `${changes.tightened} down, ${changes.loosened} up`,
  ])
}

/** Write a backtest as a Markdown document that shows its plots. */
export function renderBacktest(result: BacktestResult, leftOut: readonly string[]): string {
  const { market, from, to, every, executionDelay, terms, isSynthetic, assets } = result
  const day = (instant: string) => instant.slice(0, 10)
  const lines = [
    `# Backtest of ${market}, ${day(from)} to ${day(to)}`,
    '',
    ...(isSynthetic ? ['**The market data are synthetic.**', ''] : []),
    `The whole policy is replayed: quality stage, models, guardrails and cooldowns. It recalibrates every ${every}, from the data known by then alone. A change is executed ${executionDelay === null ? 'at once' : `${executionDelay} later`}. The policy starts with what the models ask for.`,
    '',
    `A cohort of borrowers opens at every bar, at the loan-to-value in force, for ${terms.lifeHours / 24} days. Once it breaches the threshold in force, it is sold ${terms.delayHours} hours later, with ${100 * terms.slippage} % slippage and the bonus in force. A constant is a threshold that never moves, chosen in hindsight. It has the policy's mean bonus and its mean distance between threshold and loan-to-value.`,
    '',
    ...markdownTable(SUMMARY_HEADER, summaryRows(result)),
    '',
    ...leftOut.flatMap((asset) => [`${escapeMarkdown(asset)} is left out: it has no usable history at the start.`, '']),
    ...assets.flatMap(assetLines),
    '## Constants',
    '',
    ...markdownTable(
      ['constant', 'value'],
      Object.entries(result.constants).map(([name, value]) => [name, String(value)]),
    ),
    '',
  ]
  return lines.join('\n')
}

function assetLines(backtest: AssetBacktest): string[] {
  const { asset, barHours, cohorts, badDebtBand, coverage, procyclicality, policyFrontier, meanLtvBps, meanLtBps, meanLbBps } =
    backtest
  return [
    `## ${asset}`,
    '',
    `${cohorts} cohorts on ${barHours === 1 ? 'hourly' : 'daily'} prices${barHours === 1 ? '' : ', which see nothing of what happens within a day'}. Bad debt is between ${badDebtBand.p05.toFixed(2)} and ${badDebtBand.p95.toFixed(2)} bps in 90 % of resampled histories. Means: LTV ${percent(meanLtvBps)}, threshold ${percent(meanLtBps)}, bonus ${percent(meanLbBps - 10_000)}. The margin 1 - LT is at most ${procyclicality.peakToTrough.toFixed(2)} times its lowest, and rises by at most ${(100 * procyclicality.largestFiveDayIncrease).toFixed(1)} % in five days.`,
    '',
    ...markdownTable(
      ['tail quantile', 'days', 'worse than forecast', 'expected', 'Kupiec p', 'Christoffersen p'],
      coverage.map(({ probability, days, violations, expected, kupiecPValue, conditionalPValue }) => [
        `${Number((100 * probability).toPrecision(6))} %`,
        String(days),
        String(violations),
        expected.toFixed(1),
        kupiecPValue.toFixed(3),
        conditionalPValue === null ? 'too few expected' : conditionalPValue.toFixed(3),
      ]),
    ),
    '',
    ...(policyFrontier.length < 2 ? [] : frontierTable(policyFrontier)),
    `![Parameters of ${asset}](${asset}-path.svg)`,
    '',
    `![Bad debt of ${asset} against constants](${asset}-frontier.svg)`,
    '',
  ]
}

function frontierTable(points: AssetBacktest['policyFrontier']): string[] {
  return [
    ...markdownTable(
      ['policy at tail probability', 'mean LTV', 'bad debt (90 %)', 'same-LTV constant'],
      points.map(({ tailProbability, meanLtvBps, badDebtBps, badDebtBand, staticBadDebtBps }) => [
        String(tailProbability),
        percent(meanLtvBps),
        `${badDebtBps.toFixed(2)} bps (${badDebtBand.p05.toFixed(2)} to ${badDebtBand.p95.toFixed(2)})`,
        `${staticBadDebtBps.toFixed(2)} bps`,
      ]),
    ),
    '',
  ]
}

function ratioText({ ratio, ratioBand }: Pick<AssetBacktest, 'ratio' | 'ratioBand'>): string {
  if (ratio === null) return 'the constant lost nothing'
  return ratioBand === null
    ? ratio.toFixed(2)
    : `${ratio.toFixed(2)} (${ratioBand.p05.toFixed(2)} to ${ratioBand.p95.toFixed(2)})`
}

function percent(bps: number): string {
  return `${(bps / 100).toFixed(2)} %`
}
