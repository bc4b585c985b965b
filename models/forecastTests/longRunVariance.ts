import { InvalidParameterError } from '../returns/invalidParameterError.js'
import { requireFinite } from '../returns/requireFinite.js'

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
