import { requirePositive } from '../returns/requirePositive.js'
import { requireSameLength } from '../returns/requireSameLength.js'

/**
 * Keep margins at or above a floor from long-run volatility (EMIR's third tool).
 *
 * @param margins - n >= 1 calculated margins, positive, ascending in time.
 * @param floors - n margins calculated from the volatility of a ten-year lookback (`longRunVolatilities` times the margin's multiplier),
 * positive.
 * @throws {SeriesTooShortError} when there is no margin.
 * @throws {MisalignedSeriesError} when the lengths differ.
 * @throws {InvalidSeriesValueError} when a margin or floor is not positive and finite.
 * @source Commission Delegated Regulation (EU) No 153/2013, article 28(1)(c).
 */
export function flooredMargins(margins: ArrayLike<number>, floors: ArrayLike<number>): Float64Array {
  requireSameLength({ margins, floors })
  requirePositive('Margins', margins)
  requirePositive('Floors', floors)
  return Float64Array.from(margins, (margin, t) => Math.max(margin, floors[t] as number))
}
