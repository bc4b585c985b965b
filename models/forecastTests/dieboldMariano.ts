import { normalCdf } from '../distributions/normalCdf.js'
import { studentTCdf } from '../distributions/studentTCdf.js'
import { DegenerateSeriesError } from '../returns/degenerateSeriesError.js'
import { requireFinite } from '../returns/requireFinite.js'
import { requireSameLength } from '../returns/requireSameLength.js'
import { longRunVariance, neweyWestLags } from './longRunVariance.js'

// A spread this small beside the losses is their rounding.
const ROUNDING = 1e-13

/** Whether one model's losses are lower than another's beyond chance. */
export interface DieboldMariano {
  /** Mean of lossesA - lossesB: negative when A is better. */
  readonly meanDifference: number
  /** Negative when A is better; standard normal (Student's t with the small-sample correction) when both are equally good. */
  readonly statistic: number
  /** Two-sided. */
  readonly pValue: number
}

/**
 * Test whether two models' losses are equal in expectation, with Newey-West's variance of the mean difference.
 *
 * @param lossesA - n >= 4 losses of model A in ascending time.
 * @param lossesB - n losses of model B on the same observations.
 * @param lags - autocovariances that count; `neweyWestLags(n)` by default.
 * @param isSmallSample - apply the correction of Harvey, Leybourne and Newbold for forecasts of lags + 1 steps, with Student's t(n - 1).
 * @returns statistic 0 and p-value 1 where the losses are identical.
 * @throws {SeriesTooShortError} when there are fewer than four losses, or not more than the lags.
 * @throws {MisalignedSeriesError} when the lengths differ.
 * @throws {InvalidSeriesValueError} when a loss is not finite.
 * @throws {InvalidParameterError} when the lags are no whole number of at least 0.
 * @throws {DegenerateSeriesError} when the difference is the same each day, and not zero: there is no chance to test against.
 * @source Diebold and Mariano, Comparing Predictive Accuracy, Journal of Business and Economic Statistics 13 (1995); Harvey, Leybourne
 * and Newbold, Testing the Equality of Prediction Mean Squared Errors, International Journal of Forecasting 13 (1997), equation 9.
 */
export function dieboldMariano({
  lossesA,
  lossesB,
  lags = neweyWestLags(lossesA.length),
  isSmallSample = false,
}: {
  lossesA: ArrayLike<number>
  lossesB: ArrayLike<number>
  lags?: number
  isSmallSample?: boolean
}): DieboldMariano {
  requireSameLength({ lossesA, lossesB })
  requireFinite('Losses of model A', lossesA, 4)
  requireFinite('Losses of model B', lossesB, 4)
  const n = lossesA.length
  let unit = 0
  for (let t = 0; t < n; t++) unit = Math.max(unit, Math.abs(lossesA[t] as number), Math.abs(lossesB[t] as number))
  if (unit === 0) return { meanDifference: 0, statistic: 0, pValue: 1 }
  // Divided by the largest loss: squares neither overflow nor vanish.
  const differences = Float64Array.from(lossesA, (loss, t) => loss / unit - (lossesB[t] as number) / unit)
  const mean = differences.reduce((sum, value) => sum + value, 0) / n
  const variance = longRunVariance(differences, lags)
  if (differences.every((value) => value === 0)) return { meanDifference: 0, statistic: 0, pValue: 1 }
  if (!(Math.sqrt(variance) > ROUNDING * Math.abs(mean))) {
    throw new DegenerateSeriesError({ what: 'The Diebold-Mariano test', reason: 'the two losses differ by a constant' })
  }
  const steps = lags + 1
  const shrink = isSmallSample ? Math.sqrt(Math.max(0, n + 1 - 2 * steps + (steps * (steps - 1)) / n) / n) : 1
  const statistic = (shrink * mean) / Math.sqrt(variance / n)
  const pValue = 2 * (isSmallSample ? studentTCdf(-Math.abs(statistic), n - 1) : normalCdf(-Math.abs(statistic)))
  return { meanDifference: mean * unit, statistic, pValue }
}
