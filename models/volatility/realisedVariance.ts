import { DegenerateSeriesError, InvalidParameterError, SeriesTooShortError } from '../errors.js'
import { type PriceColumns, REALISED_ESTIMATORS, type RealisedEstimatorName } from './realisedEstimators.js'

/**
 * Estimate the realised variance of one bar over the last `window` bars.
 *
 * @param bars - more than `window` bars, ascending in time: the close before the window is read too.
 * @param window - bars to read, at least 2.
 * @returns variance of log price over one bar, as a squared fraction: 0 for prices that stood still. Multiply by 365 (252 for an exchange
 * that closes) to annualise a daily one.
 * @throws {InvalidParameterError} when the window is not a whole number of at least 2.
 * @throws {SeriesTooShortError} when there are not more bars than the window.
 * @throws {MisalignedSeriesError} when the columns differ in length.
 * @throws {InvalidSeriesValueError} when a price is not positive and finite.
 * @throws {DegenerateSeriesError} when bars whose high and low do not hold their open and close make the estimate negative.
 */
export function realisedVariance({
  bars,
  window,
  estimator,
}: {
  bars: PriceColumns
  window: number
  estimator: RealisedEstimatorName
}): number {
  if (!(Number.isInteger(window) && window >= 2)) {
    throw new InvalidParameterError({ parameter: 'window', value: window, demand: 'a whole number of at least 2' })
  }
  const n = bars.close.length
  if (n <= window) throw new SeriesTooShortError({ what: 'Realised variance', observations: n, required: window + 1 })
  const last = (column: ArrayLike<number>) => Float64Array.from(column).subarray(Math.max(0, column.length - window - 1))
  const variance = REALISED_ESTIMATORS[estimator]({
    open: last(bars.open),
    high: last(bars.high),
    low: last(bars.low),
    close: last(bars.close),
  })
  if (!(variance >= 0)) {
    throw new DegenerateSeriesError({ what: 'Realised variance', reason: `${estimator} of inconsistent bars is ${variance}` })
  }
  return variance
}
