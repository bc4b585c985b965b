import { InvalidSeriesValueError } from './invalidSeriesValueError.js'
import { requireFinite } from './requireFinite.js'

/**
 * Check that a series has at least `required` values, all positive and finite.
 *
 * @throws {SeriesTooShortError} when there are fewer.
 * @throws {InvalidSeriesValueError} when a value is not positive and finite.
 */
export function requirePositive(what: string, values: ArrayLike<number>, required = 1): void {
  requireFinite(what, values, required)
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number
    if (!(value > 0)) throw new InvalidSeriesValueError({ what, index, value, demand: 'positive' })
  }
}
