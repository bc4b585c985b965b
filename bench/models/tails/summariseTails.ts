import { holm } from '../../../models/forecastTests/coverageTests.js'
import { dieboldMariano } from '../../../models/forecastTests/dieboldMariano.js'
import { modelConfidenceSet } from '../../../models/forecastTests/modelConfidenceSet.js'
import { largestIncrease, peakToTrough } from '../../../models/procyclicality/measures.js'
import { type AssetTails, LEVELS } from './assetTails.js'
import { type DatedLosses, pooledLosses } from './pooledLosses.js'
import { scoreTail, type TailScore } from './scoreTail.js'
import { z2PValue } from './z2PValue.js'

const [SHORTFALL_LEVEL, MARGIN_LEVEL, THRESHOLD_LEVEL] = LEVELS
const SET_SIZE = 0.1

/** What forecasts are compared by: both measures together, and the quantile alone where thresholds read nothing else. */
export const LOSSES = [
  ...LEVELS.map((level) => ({ name: 'FZ0', level, unit: '', of: ({ fz0 }: TailScore) => fz0 })),
  { name: 'quantile loss', level: THRESHOLD_LEVEL, unit: 'bps', of: ({ tick }: TailScore) => tick },
] as const

/** One estimator over all assets in one period. */
export interface TailSummary {
  readonly name: string
  /** Share of violations in percent, one row a level, one value an asset. */
  readonly violations: readonly (readonly number[])[]
  /** Lowest Holm-adjusted p of Kupiec and Christoffersen at 97.5 % and 99 %. */
  readonly coveragePValue: number
  /** The same of Kupiec alone at 99.9 %. */
  readonly farPValue: number
  /** Lowest Holm-adjusted p of Z2 at 97.5 %. */
  readonly shortfallPValue: number
  readonly peakToTrough: number
  /** Largest of all assets, as a fraction. */
  readonly fiveDayRise: number
  /** Against the reference, one entry for each of `LOSSES`. */
  readonly losses: readonly LossComparison[]
}

/** Pooled losses of one kind and estimator. */
export interface LossComparison {
  /** Mean loss less the reference's. */
  readonly difference: number
  readonly pValue: number
  /** Smallest size at which the estimator leaves the model confidence set; null where it lacks forecasts that others have. */
  readonly setPValue: number | null
}

/** Summarise every estimator over the days that `isKept` keeps, its losses against those of `reference`. */
export function summariseTails(
  assets: readonly AssetTails[],
  reference: string,
  isKept: (dayMs: number) => boolean,
): TailSummary[] {
  const names = Object.keys(assets[0]?.walks ?? {})
  const scores = new Map(names.map((name) => [name, LEVELS.map((level) => scoresAt(name, level, assets, isKept))]))
  const comparisons = LOSSES.map(({ level, of }) => {
    const k = LEVELS.indexOf(level)
    const columns = new Map(names.map((name) => [name, datedLosses(scores.get(name)?.[k] ?? [], assets, of)]))
    return compareLosses(columns, reference)
  })
  return names.map((name) => {
    const byLevel = scores.get(name) ?? []
    const at = (level: (typeof LEVELS)[number]) => byLevel[LEVELS.indexOf(level)] ?? []
    const margins = at(MARGIN_LEVEL).map(({ valueAtRisk }) => valueAtRisk)
    return {
      name,
      violations: byLevel.map((row) => row.map(({ violations, days }) => (100 * violations) / days.length)),
      coveragePValue: lowest([...at(SHORTFALL_LEVEL), ...at(MARGIN_LEVEL)].flatMap(coveragePValues)),
      farPValue: lowest(at(THRESHOLD_LEVEL).map(({ kupiecPValue }) => kupiecPValue)),
      shortfallPValue: lowest(
        at(SHORTFALL_LEVEL).map(({ z2, days }) =>
          z2PValue({ observed: z2, days: days.length, violationProbability: 1 - SHORTFALL_LEVEL, seed: 1 }),
        ),
      ),
      peakToTrough: Math.max(...margins.map(peakToTrough)),
      fiveDayRise: Math.max(...margins.map((margin) => largestIncrease(margin, 5))),
      losses: comparisons.map((comparison) => comparison.get(name) as LossComparison),
    }
  })
}

function scoresAt(name: string, level: number, assets: readonly AssetTails[], isKept: (dayMs: number) => boolean): TailScore[] {
  return assets.flatMap(({ returns, daysMs, walks }) => {
    const forecasts = walks[name]?.find((one) => one.level === level)
    const score = forecasts && scoreTail(returns, forecasts, (day) => isKept(daysMs[day] as number))
    return score ? [score] : []
  })
}

function datedLosses(
  scores: readonly TailScore[],
  assets: readonly AssetTails[],
  lossesOf: (score: TailScore) => Float64Array,
): DatedLosses[] {
  return scores.map((score, i) => ({
    daysMs: Array.from(score.days, (day) => assets[i]?.daysMs[day] as number),
    losses: lossesOf(score),
  }))
}

/** Compare pooled losses of each column with the reference's, and all columns that are as long with each other. */
function compareLosses(columns: ReadonlyMap<string, readonly DatedLosses[]>, reference: string): Map<string, LossComparison> {
  const base = columns.get(reference) ?? []
  const length = (column: readonly DatedLosses[]) => column.reduce((sum, { daysMs }) => sum + daysMs.length, 0)
  const complete = [...columns].filter(([, column]) => length(column) === length(base))
  const { pValues } = modelConfidenceSet({
    losses: pooledLosses(complete.map(([, column]) => column)),
    size: SET_SIZE,
    seed: 1,
  })
  return new Map(
    [...columns].map(([name, column]) => {
      const [lossesA, lossesB] = pooledLosses([column, base]) as [Float64Array, Float64Array]
      const { meanDifference, pValue } = dieboldMariano({ lossesA, lossesB })
      const place = complete.findIndex(([other]) => other === name)
      return [name, { difference: meanDifference, pValue, setPValue: place < 0 ? null : (pValues[place] as number) }]
    }),
  )
}

function coveragePValues({ kupiecPValue, conditionalPValue }: TailScore): number[] {
  return conditionalPValue === null ? [kupiecPValue] : [kupiecPValue, conditionalPValue]
}

function lowest(pValues: readonly number[]): number {
  return Math.min(...holm(pValues))
}
