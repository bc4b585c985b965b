import { InvalidSeriesValueError } from '../returns/invalidSeriesValueError.js'
import { requireFinite } from '../returns/requireFinite.js'

/**
 * Count the marks of a series of violations.
 *
 * @param violations - at least `required` marks, each 0 or 1.
 * @throws {SeriesTooShortError} when there are fewer.
 * @throws {InvalidSeriesValueError} when a mark is neither 0 nor 1.
 */
export function countViolations(violations: ArrayLike<number>, required = 1): number {
  requireFinite('Violations', violations, required)
  let count = 0
  for (let index = 0; index < violations.length; index++) {
    const value = violations[index] as number
    if (value !== 0 && value !== 1) throw new InvalidSeriesValueError({ what: 'Violations', index, value, demand: '0 or 1' })
    count += value
  }
  return count
}
