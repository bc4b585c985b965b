import { table } from '../../cli/output/table.js'
import { dieboldMariano } from '../../models/forecastTests/dieboldMariano.js'
import { modelConfidenceSet } from '../../models/forecastTests/modelConfidenceSet.js'
import { type Measure, unjudged } from '../measure.js'
import { CORRELATION_COLUMNS, REFERENCE } from './correlation/correlationColumns.js'
import { CORRELATION_LOSSES, type CorrelationLoss } from './correlation/correlationLosses.js'
import { standardisedMarket } from './correlation/standardisedMarket.js'
import { type CorrelationWalk, walkCorrelations } from './correlation/walkCorrelations.js'
import { CHOICES_END_MS, JUDGED, REPORTED, venueBars } from './marketData.js'

const VOLATILITY_LAMBDA = 0.94
const SIGNIFICANCE = 0.05
const SET_SIZE = 0.1

const MARKETS = [
  { market: 'three assets, 500 days', assets: JUDGED, window: 500 },
  { market: 'three assets, 1000 days', assets: JUDGED, window: 1_000 },
  { market: 'six assets, 500 days', assets: [...JUDGED, ...REPORTED], window: 500 },
] as const

const PERIODS = [
  { period: 'before 2023 (choices)', isKept: (ms: number) => ms < CHOICES_END_MS },
  { period: 'from 2023', isKept: (ms: number) => ms >= CHOICES_END_MS },
] as const

const TITLES: Readonly<Record<keyof CorrelationLoss, string>> = {
  normal: 'Gaussian log loss',
  studentT: 't(4) log loss',
  portfolio: 'portfolio QLIKE',
}

const ABOUT = [
  'One-day forecasts, every estimator on the last 500 or 1000 days, daily; DCC filtered daily and refitted every 21 days. Residuals are',
  'returns over EWMA 0.94 volatility. Losses: minus the log likelihood of the next residuals, normal and Student-t(4), and the QLIKE of',
  `the equal-weight portfolio, each as the mean less that of the reference, ${REFERENCE}; * where Diebold-Mariano has p < 0.05, in brackets p of`,
  'the model confidence set. Three assets: BTC, ETH, LINK; six: AAVE, UNI, COMP too, on their common days.',
]

/** One column's mean loss of one kind against the reference's. */
interface Comparison {
  readonly difference: number
  readonly pValue: number
  /** Smallest size at which the column leaves the model confidence set. */
  readonly setPValue: number
}

/** Walk every correlation estimator over common days of the assets and compare likelihoods and portfolio variances. */
export async function measure(): Promise<readonly Measure[]> {
  for (const line of ABOUT) console.error(`  ${line}`)
  return MARKETS.flatMap(({ market, assets, window }) => {
    const bars = assets.map((asset) => venueBars(asset, '1d'))
    const walk = walkCorrelations({ market: standardisedMarket(bars, VOLATILITY_LAMBDA), columns: CORRELATION_COLUMNS, window })
    return PERIODS.flatMap(({ period, isKept }) => periodRows(`${market}, ${period}`, walk, isKept))
  })
}

function periodRows(title: string, { daysMs, losses }: CorrelationWalk, isKept: (ms: number) => boolean): Measure[] {
  const names = Object.keys(losses)
  const kept = names.map((name) =>
    CORRELATION_LOSSES.map((kind) => losses[name]?.[kind].filter((_, t) => isKept(daysMs[t] as number)) ?? new Float64Array(0)),
  )
  const comparisons = CORRELATION_LOSSES.map((_, at) =>
    compared(
      kept.map((column) => column[at] as Float64Array),
      names,
    ),
  )
  console.error(`\n  ${title}, ${kept[0]?.[0]?.length ?? 0} days\n${rendered(names, comparisons).replaceAll(/^/gm, '  ')}`)
  return CORRELATION_LOSSES.flatMap((kind, at) =>
    (comparisons[at] ?? []).flatMap(({ difference, pValue }, i) => {
      const name = `correlation, ${title}: ${names[i]}, ${TITLES[kind]} less that of the reference`
      const p = `Diebold-Mariano p = ${pValue.toFixed(3)}`
      return names[i] === REFERENCE ? [] : [unjudged({ name: `${name} (${p})`, unit: '', value: difference })]
    }),
  )
}

function compared(columns: readonly Float64Array[], names: readonly string[]): Comparison[] {
  const { pValues } = modelConfidenceSet({ losses: columns, size: SET_SIZE, seed: 1 })
  const lossesB = columns[names.indexOf(REFERENCE)] as Float64Array
  return columns.map((lossesA, i) => {
    const { meanDifference, pValue } = dieboldMariano({ lossesA, lossesB })
    return { difference: meanDifference, pValue, setPValue: pValues[i] as number }
  })
}

function rendered(names: readonly string[], comparisons: readonly (readonly Comparison[])[]): string {
  const headers = ['estimator', ...CORRELATION_LOSSES.map((kind) => TITLES[kind])]
  return table(
    headers.map((header, i) => ({ header, align: i === 0 ? 'left' : 'right' })),
    names.map((name, i) => [
      name,
      ...comparisons.map((column) => {
        const { difference, pValue, setPValue } = column[i] as Comparison
        return `${difference.toFixed(4)}${pValue < SIGNIFICANCE ? '*' : ' '} [${setPValue.toFixed(2)}]`
      }),
    ]),
  )
}
