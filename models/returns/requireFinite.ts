import { InvalidSeriesValueError } from './invalidSeriesValueError.js'
import { SeriesTooShortError } from './seriesTooShortError.js'

/**
 * Check that a series has at least `required` values, all finite.
 *
 * @throws {SeriesTooShortError} when there are fewer.
 * @throws {InvalidSeriesValueError} when a value is NaN or infinite.
 */
export function requireFinite(what: string, values: ArrayLike<number>, required = 1): void {
  if (values.length < required) throw new SeriesTooShortError({ what, observations: values.length, required })
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number
    if (!Number.isFinite(value)) throw new InvalidSeriesValueError({ what, index, value, demand: 'finite' })
  }
}
