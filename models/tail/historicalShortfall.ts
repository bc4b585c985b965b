import { requireFinite } from '../returns/requireFinite.js'
import { requireProbability } from '../returns/requireProbability.js'

/**
 * Compute the mean of the worst n (1 - p) returns as a loss, the last of them by the share that counts.
 *
 * It is never below the loss quantile of `quantile`, and it is coherent (subadditive), which the mean of the returns beyond the
 * quantile is not.
 *
 * @param returns - n >= 1 returns in any order.
 * @param p - strictly between 0 and 1: the worst 1 - p are averaged.
 * @throws {SeriesTooShortError} when there is no return.
 * @throws {InvalidSeriesValueError} when a return is not finite.
 * @throws {InvalidParameterError} when p is outside (0, 1).
 * @source Acerbi and Tasche, On the Coherence of Expected Shortfall, Journal of Banking and Finance 26 (2002), proposition 4.1.
 * @example historicalShortfall([-4, -2, 1, 3], 0.5) // 3
 */
export function historicalShortfall(returns: ArrayLike<number>, p: number): number {
  requireProbability('p', p)
  requireFinite('The sample of an expected shortfall', returns)
  const sorted = Float64Array.from(returns).sort()
  const count = sorted.length * (1 - p)
  const whole = Math.min(sorted.length, Math.floor(count))
  let sum = 0
  for (let i = 0; i < whole; i++) sum -= (sorted[i] as number) / count
  return whole < sorted.length ? sum - ((count - whole) / count) * (sorted[whole] as number) : sum
}
