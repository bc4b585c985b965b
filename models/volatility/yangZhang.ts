import { SeriesTooShortError } from '../returns/seriesTooShortError.js'
import { logPrices, type PriceColumns } from './logPrices.js'
import { rogersSatchell } from './rogersSatchell.js'

/**
 * Estimate the variance of a bar, the jump from the last close included, over all bars given.
 *
 * Variance of the opening jumps + k x variance of the bodies + (1 - k) x mean of Rogers-Satchell, both variances about their means over
 * n - 1, k = 0.34 / (1.34 + (n + 1) / (n - 1)): of the least variance among such sums, and independent of drift.
 *
 * @param bars - four columns of n + 1 >= 3 positive finite prices; of the first bar only the close is read.
 * @returns variance of log price from close to close, as a squared fraction.
 * @throws {SeriesTooShortError} when there are fewer than three bars.
 * @throws {MisalignedSeriesError} when the columns differ in length.
 * @throws {InvalidSeriesValueError} when a price is not positive and finite.
 * @source Yang and Zhang, Drift-Independent Volatility Estimation Based on High, Low, Open, and Close Prices, Journal of Business 73 (2000).
 */
export function yangZhang(bars: PriceColumns): number {
  const { open, close } = logPrices(bars)
  const n = close.length - 1
  if (n < 2) throw new SeriesTooShortError({ what: 'Yang-Zhang variance', observations: close.length, required: 3 })
  const k = 0.34 / (1.34 + (n + 1) / (n - 1))
  const jumps = open.subarray(1).map((o, i) => o - (close[i] as number))
  const bodies = close.subarray(1).map((c, i) => c - (open[i + 1] as number))
  const inside = rogersSatchell(bars).subarray(1)
  return sampleVariance(jumps) + k * sampleVariance(bodies) + (1 - k) * mean(inside)
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function sampleVariance(values: Float64Array): number {
  const average = mean(values)
  return values.reduce((sum, value) => sum + (value - average) ** 2, 0) / (values.length - 1)
}
