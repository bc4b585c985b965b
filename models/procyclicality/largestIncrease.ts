import { DegenerateSeriesError } from '../returns/degenerateSeriesError.js'
import { InvalidParameterError } from '../returns/invalidParameterError.js'
import { requirePositive } from '../returns/requirePositive.js'

/**
 * Compute the largest rise of a margin from one period to any of the next `periods`, as a fraction: 0.35 for a call of 35 %.
 *
 * @param margins - n > periods positive margins, ascending in time.
 * @param periods - length of the window, a whole number of at least 1.
 * @returns 0 where the margin never rises.
 * @throws {SeriesTooShortError} when there are not more margins than periods.
 * @throws {InvalidSeriesValueError} when a margin is not positive and finite.
 * @throws {InvalidParameterError} when the periods are no whole number of at least 1.
 * @throws {DegenerateSeriesError} when a ratio is too large for a float64.
 * @source Murphy, Vasios and Vause, An Investigation into the Procyclicality of Risk-Based Initial Margin Models, Bank of England
 * Financial Stability Paper 29 (2014): n-day procyclicality. Departure: a peak within the window counts, not its last day alone.
 */
export function largestIncrease(margins: ArrayLike<number>, periods: number): number {
  if (!(Number.isSafeInteger(periods) && periods >= 1)) {
    throw new InvalidParameterError({ parameter: 'periods', value: periods, demand: 'a whole number of at least 1' })
  }
  requirePositive('Margins', margins, periods + 1)
  let largest = 0
  for (let from = 0; from < margins.length; from++) {
    const start = margins[from] as number
    for (let to = from + 1; to <= Math.min(from + periods, margins.length - 1); to++) {
      largest = Math.max(largest, ((margins[to] as number) - start) / start)
    }
  }
  if (!Number.isFinite(largest)) throw new DegenerateSeriesError({ what: 'The largest increase', reason: 'it overflows' })
  return largest
}
