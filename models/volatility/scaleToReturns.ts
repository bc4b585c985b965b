import { DegenerateSeriesError } from '../returns/degenerateSeriesError.js'
import { meanSquare } from '../returns/meanSquare.js'

/**
 * Compute the factor mean(r^2) / mean(range variance) that puts back what happens between close and open.
 *
 * @param returns - the days' returns.
 * @param ranges - as many positive range variances of the same days.
 * @throws {DegenerateSeriesError} when no price moved in those days, or the factor is too large for a float64.
 */
export function scaleToReturns(returns: Float64Array, ranges: Float64Array): number {
  const scale = meanSquare(returns) / (ranges.reduce((sum, value) => sum + value, 0) / ranges.length)
  if (!(scale > 0 && scale < Infinity)) {
    throw new DegenerateSeriesError({
      what: 'The daily variance',
      reason: `no close differs from the one before in ${returns.length} days`,
    })
  }
  return scale
}
