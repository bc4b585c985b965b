import { logPrices, type PriceColumns } from './logPrices.js'

/**
 * Estimate the variance of each bar from its range: ln(h/l)^2 / (4 ln 2).
 *
 * It is right for a price without drift that trades all the time; a bar seen at few instants has too small a range.
 *
 * @param bars - four columns of n positive finite prices; high and low are read.
 * @returns n variances of log price over one bar, as squared fractions, never negative.
 * @throws {MisalignedSeriesError} when the columns differ in length.
 * @throws {InvalidSeriesValueError} when a price is not positive and finite.
 * @source Parkinson, The Extreme Value Method for Estimating the Variance of the Rate of Return, Journal of Business 53 (1980).
 */
export function parkinson(bars: PriceColumns): Float64Array {
  const { high, low } = logPrices(bars)
  return high.map((h, i) => (h - (low[i] as number)) ** 2 / (4 * Math.LN2))
}
