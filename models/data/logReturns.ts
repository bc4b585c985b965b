import { InvalidSeriesValueError } from '../errors.js'

/**
 * Compute the log returns of a price series.
 *
 * @param prices - n positive finite prices in ascending time.
 * @returns n - 1 returns as fractions; element i leads from price i to price i + 1. Empty for fewer than two prices.
 * @throws {InvalidSeriesValueError} when a price is not positive and finite.
 * @example
 * import { logReturns } from 'plimsoll/models'
 *
 * logReturns([100, 110, 99]) // Float64Array [0.0953…, -0.1053…]
 */
export function logReturns(prices: ArrayLike<number>): Float64Array {
  const n = prices.length
  const returns = new Float64Array(Math.max(0, n - 1))
  for (let i = 0; i < n; i++) {
    const price = prices[i] as number
    if (!(price > 0 && price < Infinity)) {
      throw new InvalidSeriesValueError({ what: 'Prices', index: i, value: price, demand: 'positive and finite' })
    }
    // The difference of logarithms, not the logarithm of the ratio: the ratio of two finite prices can overflow.
    if (i > 0) returns[i - 1] = Math.log(price) - Math.log(prices[i - 1] as number)
  }
  return returns
}
