import { InvalidParameterError } from '../returns/invalidParameterError.js'
import { meanSquare } from '../returns/meanSquare.js'
import { SeriesTooShortError } from '../returns/seriesTooShortError.js'

/**
 * Compute the close-to-close volatility over the last returns: the square root of their mean square, not demeaned.
 *
 * @param returns - at least `window` returns as fractions, ascending in time; the last `window` are read.
 * @returns standard deviation of one observation, as a fraction. Multiply by sqrt(365) (sqrt(252) for an exchange that closes) to annualise.
 * @throws {SeriesTooShortError} when there are fewer returns than the window.
 * @throws {InvalidParameterError} when the window is not a positive whole number.
 */
export function realisedVolatility(returns: Float64Array, window: number): number {
  if (!Number.isInteger(window) || window < 1) {
    throw new InvalidParameterError({ parameter: 'window', value: window, demand: 'a positive whole number' })
  }
  if (returns.length < window) {
    throw new SeriesTooShortError({ what: 'Realised volatility', observations: returns.length, required: window })
  }
  return Math.sqrt(meanSquare(returns.subarray(returns.length - window)))
}
