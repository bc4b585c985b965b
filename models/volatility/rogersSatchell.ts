import { logPrices, type PriceColumns } from './logPrices.js'

/**
 * Estimate the variance of each bar whatever its drift: ln(h/c) ln(h/o) + ln(l/c) ln(l/o).
 *
 * @param bars - four columns of n positive finite prices.
 * @returns n variances of log price over one bar, as squared fractions; negative only where high and low do not hold open and close.
 * @throws {MisalignedSeriesError} when the columns differ in length.
 * @throws {InvalidSeriesValueError} when a price is not positive and finite.
 * @source Rogers and Satchell, Estimating Variance from High, Low and Closing Prices, Annals of Applied Probability 1 (1991).
 */
export function rogersSatchell(bars: PriceColumns): Float64Array {
  const { open, high, low, close } = logPrices(bars)
  return close.map((c, i) => {
    const [o, h, l] = [open[i] as number, high[i] as number, low[i] as number]
    return (h - c) * (h - o) + (l - c) * (l - o)
  })
}
