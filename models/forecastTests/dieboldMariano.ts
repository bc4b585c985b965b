import { DegenerateSeriesError, InvalidParameterError } from '../errors.js'
import { normalCdf } from '../statistics/normal.js'
import { requireFinite, requireSameLength } from '../statistics/require.js'
import { studentTCdf } from '../statistics/studentT.js'

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

/**
 * Choose the number of lags for `longRunVariance`: floor(4 (n/100)^(2/9)).
 *
 * @source Newey and West, Automatic Lag Selection in Covariance Matrix Estimation, Review of Economic Studies 61 (1994), table II.
 */
export function neweyWestLags(observations: number): number {
  return Math.floor(4 * (observations / 100) ** (2 / 9))
}

/**
 * Estimate the variance of sqrt(n) times the mean of a dependent series, with Bartlett weights: never negative.
 *
 * @param series - n > lags finite values; they are demeaned here.
 * @param lags - autocovariances that count, a whole number of at least 0.
 * @throws {SeriesTooShortError} when n is not above the lags.
 * @throws {InvalidSeriesValueError} when a value is not finite.
 * @throws {InvalidParameterError} when the lags are no whole number of at least 0.
 * @source Newey and West, A Simple, Positive Semi-Definite, Heteroskedasticity and Autocorrelation Consistent Covariance Matrix,
 * Econometrica 55 (1987).
 */
export function longRunVariance(series: ArrayLike<number>, lags: number): number {
  if (!(Number.isSafeInteger(lags) && lags >= 0)) {
    throw new InvalidParameterError({ parameter: 'lags', value: lags, demand: 'a whole number of at least 0' })
  }
  requireFinite('The series of a long-run variance', series, lags + 1)
  const n = series.length
  let mean = 0
  for (let t = 0; t < n; t++) mean += (series[t] as number) / n
  const centred = Float64Array.from(series, (value) => value - mean)
  let sum = 0
  for (let lag = 0; lag <= lags; lag++) {
    let autocovariance = 0
    for (let t = lag; t < n; t++) autocovariance += (centred[t] as number) * (centred[t - lag] as number)
    sum += (lag === 0 ? 1 : 2 * (1 - lag / (lags + 1))) * autocovariance
  }
  return Math.max(0, sum / n)
}
