import { InvalidSeriesValueError } from '../returns/invalidSeriesValueError.js'
import { MisalignedSeriesError } from '../returns/misalignedSeriesError.js'

/** Four columns of prices of the same n bars, ascending in time. */
export interface PriceColumns {
  readonly open: ArrayLike<number>
  readonly high: ArrayLike<number>
  readonly low: ArrayLike<number>
  readonly close: ArrayLike<number>
}

/** Logarithms of the columns. */
export interface LogPrices {
  readonly open: Float64Array
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
}

/**
 * Check bars and take the logarithms of their prices.
 *
 * @throws {MisalignedSeriesError} when the columns differ in length.
 * @throws {InvalidSeriesValueError} when a price is not positive and finite.
 */
export function logPrices(bars: PriceColumns): LogPrices {
  const n = bars.close.length
  const logs = (column: keyof PriceColumns) => {
    const prices = bars[column]
    if (prices.length !== n) {
      throw new MisalignedSeriesError(`the ${column} column has ${prices.length} values and close has ${n}`)
    }
    return Float64Array.from(prices, (value, index) => {
      if (!(value > 0 && value < Infinity)) {
        throw new InvalidSeriesValueError({ what: `Prices (${column})`, index, value, demand: 'positive and finite' })
      }
      return Math.log(value)
    })
  }
  return { open: logs('open'), high: logs('high'), low: logs('low'), close: logs('close') }
}
