import { InvalidSeriesValueError } from '../returns/invalidSeriesValueError.js'
import { MisalignedSeriesError } from '../returns/misalignedSeriesError.js'

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
export function garmanKlass(bars: {
  open: ArrayLike<number>
  high: ArrayLike<number>
  low: ArrayLike<number>
  close: ArrayLike<number>
}): Float64Array {
  const n = bars.close.length
  const logs = (['open', 'high', 'low', 'close'] as const).map((column) => {
    const prices = bars[column]
    if (prices.length !== n)
      throw new MisalignedSeriesError(`the ${column} column has ${prices.length} values and close has ${n}`)
    return Float64Array.from(prices, (value, index) => {
      if (!(value > 0 && value < Infinity)) {
        throw new InvalidSeriesValueError({ what: `Prices (${column})`, index, value, demand: 'positive and finite' })
      }
      return Math.log(value)
    })
  }) as [Float64Array, Float64Array, Float64Array, Float64Array]
  const [open, high, low, close] = logs
  const variances = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const range = (high[i] as number) - (low[i] as number)
    const body = (close[i] as number) - (open[i] as number)
    variances[i] = 0.5 * range * range - CLOSE_WEIGHT * body * body
  }
  return variances
}
