import { meanSquare } from '../returns/meanSquare.js'
import { SeriesTooShortError } from '../returns/seriesTooShortError.js'
import { ewmaVariance } from './ewmaVariance.js'
import { SEED_DAYS } from './seedDays.js'

/**
 * Forecast the next return's standard deviation by an exponentially weighted variance over all returns.
 *
 * @param returns - more than `SEED_DAYS` returns as fractions, ascending in time; the first `SEED_DAYS` start the recursion.
 * @param lambda - decay per observation, in (0, 1).
 * @returns standard deviation of one observation, as a fraction; 0 for a series that never moved.
 * @throws {SeriesTooShortError} when nothing is left after the start.
 * @throws {InvalidParameterError} when lambda is outside (0, 1).
 */
export function ewmaVolatility(returns: Float64Array, lambda: number): number {
  if (returns.length <= SEED_DAYS) {
    throw new SeriesTooShortError({ what: 'EWMA volatility', observations: returns.length, required: SEED_DAYS + 1 })
  }
  const initialVariance = meanSquare(returns.subarray(0, SEED_DAYS))
  const variances = ewmaVariance({ returns: returns.subarray(SEED_DAYS), lambda, initialVariance })
  return Math.sqrt(variances[variances.length - 1] as number)
}
