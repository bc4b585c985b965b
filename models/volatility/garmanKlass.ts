import { logPrices, type PriceColumns } from './logPrices.js'

const CLOSE_WEIGHT = 2 * Math.LN2 - 1

/**
 * Estimate the variance of each bar from its open, high, low and close: 0.5 ln(h/l)^2 - (2 ln 2 - 1) ln(c/o)^2.
 *
 * It sees the inside of the bar only, so it misses the jump from the last close to the open: scale it to the return variance
 * before use. A bar whose high and low do not hold its open and close can come out negative.
 *
 * @param bars - four columns of n positive finite prices.
 * @returns n variances of log price over one bar, as squared fractions.
 * @throws {MisalignedSeriesError} when the columns differ in length.
 * @throws {InvalidSeriesValueError} when a price is not positive and finite.
 * @source Garman and Klass, On the Estimation of Security Price Volatilities from Historical Data, Journal of Business 53 (1980),
 * the practical form of their equation 19 without the opening jump.
 */
export function garmanKlass(bars: PriceColumns): Float64Array {
  const { open, high, low, close } = logPrices(bars)
  return close.map((c, i) => {
    const range = (high[i] as number) - (low[i] as number)
    const body = c - (open[i] as number)
    return 0.5 * range * range - CLOSE_WEIGHT * body * body
  })
}
