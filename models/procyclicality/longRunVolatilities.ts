import { DegenerateSeriesError, InvalidParameterError } from '../errors.js'
import { requireFinite } from '../statistics/require.js'

/** Ten years of days: crypto trades on all of them. */
export const TEN_YEARS_DAYS = 3_650

/**
 * Compute the volatility over a long lookback, as known before each period: the root of the mean square of the returns before it.
 *
 * The lookback grows until it is full. Sums are updated, not recomputed, with Neumaier's compensation, so that a window that has lost a
 * crash has lost it to the last digit.
 *
 * @param returns - n >= 1 returns of one period, ascending in time; not demeaned.
 * @param lookback - periods in the window, a whole number of at least 1.
 * @returns n volatilities: element t rests on the returns up to and including t, so it is known before return t + 1.
 * @throws {SeriesTooShortError} when there is no return.
 * @throws {InvalidSeriesValueError} when a return is not finite.
 * @throws {InvalidParameterError} when the lookback is no whole number of at least 1.
 * @throws {DegenerateSeriesError} when a square overflows.
 */
export function longRunVolatilities(returns: ArrayLike<number>, lookback = TEN_YEARS_DAYS): Float64Array {
  if (!(Number.isSafeInteger(lookback) && lookback >= 1)) {
    throw new InvalidParameterError({ parameter: 'lookback', value: lookback, demand: 'a whole number of at least 1' })
  }
  requireFinite('Returns', returns)
  let largest = 0
  for (let t = 0; t < returns.length; t++) largest = Math.max(largest, Math.abs(returns[t] as number))
  if (largest === 0) return new Float64Array(returns.length)
  let sum = 0
  let lost = 0
  const add = (value: number) => {
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return Float64Array.from(returns, (_, t) => {
    add(((returns[t] as number) / largest) ** 2)
    if (t >= lookback) add(-(((returns[t - lookback] as number) / largest) ** 2))
    const volatility = largest * Math.sqrt(Math.max(0, sum + lost) / Math.min(t + 1, lookback))
    if (!Number.isFinite(volatility)) throw new DegenerateSeriesError({ what: 'The long-run volatility', reason: 'it overflows' })
    return volatility
  })
}
