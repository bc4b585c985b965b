import { quantile } from '../statistics/quantile.js'
import { requireFinite, requireProbability } from '../statistics/require.js'

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
 * @example
 * import { historicalShortfall } from 'plimsoll/models'
 *
 * historicalShortfall([-4, -2, 1, 3], 0.5) // 3
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

/**
 * Estimate how far the expected shortfall of n independent draws may be off by chance: its asymptotic standard error,
 * sqrt(Var(max(0, loss - quantile)) / n) / (1 - p).
 *
 * Of few draws beyond the quantile it is itself uncertain, and rather too small than too large.
 *
 * @param losses - n >= 1 independent draws in any order.
 * @param p - strictly between 0 and 1: the worst 1 - p are averaged.
 * @returns in the losses' unit.
 * @throws {SeriesTooShortError} when there is no loss.
 * @throws {InvalidSeriesValueError} when a loss is not finite.
 * @throws {InvalidParameterError} when p is outside (0, 1).
 * @source Trindade, Uryasev, Shapiro and Zrazhevsky, Financial prediction with constrained tail risk, Journal of Banking and Finance 31 (2007)
 */
export function shortfallStandardError(losses: ArrayLike<number>, p: number): number {
  requireProbability('p', p)
  const threshold = quantile(losses, p)
  const n = losses.length
  let largest = 0
  for (let i = 0; i < n; i++) largest = Math.max(largest, (losses[i] as number) - threshold)
  if (largest === 0) return 0
  let sum = 0
  let squares = 0
  for (let i = 0; i < n; i++) {
    // In units of the largest, so that no square overflows.
    const excess = Math.max(0, (losses[i] as number) - threshold) / largest
    sum += excess
    squares += excess * excess
  }
  const variance = Math.max(0, squares / n - (sum / n) ** 2)
  return (largest * Math.sqrt(variance / n)) / (1 - p)
}
