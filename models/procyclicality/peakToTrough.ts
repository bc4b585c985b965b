import { DegenerateSeriesError } from '../returns/degenerateSeriesError.js'
import { requirePositive } from '../returns/requirePositive.js'

/**
 * Compute the largest margin over the smallest: 1 for a margin that never moves.
 *
 * @param margins - n >= 1 positive margins, in any order.
 * @throws {SeriesTooShortError} when there is no margin.
 * @throws {InvalidSeriesValueError} when a margin is not positive and finite.
 * @throws {DegenerateSeriesError} when the ratio is too large for a float64.
 * @source Murphy, Vasios and Vause, An Investigation into the Procyclicality of Risk-Based Initial Margin Models, Bank of England
 * Financial Stability Paper 29 (2014).
 */
export function peakToTrough(margins: ArrayLike<number>): number {
  requirePositive('Margins', margins)
  let [highest, lowest] = [0, Infinity]
  for (let t = 0; t < margins.length; t++) {
    highest = Math.max(highest, margins[t] as number)
    lowest = Math.min(lowest, margins[t] as number)
  }
  const ratio = highest / lowest
  if (!Number.isFinite(ratio)) throw new DegenerateSeriesError({ what: 'The peak-to-trough ratio', reason: 'it overflows' })
  return ratio
}
