import { InvalidParameterError, InvalidSeriesValueError, MisalignedSeriesError, SeriesTooShortError } from '../errors.js'

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

/**
 * Check that a number is a probability strictly between 0 and 1.
 *
 * @throws {InvalidParameterError} when it is not.
 */
export function requireProbability(parameter: string, value: number): void {
  if (!(value > 0 && value < 1)) throw new InvalidParameterError({ parameter, value, demand: 'strictly between 0 and 1' })
}

/**
 * Check that series which are read side by side have one length.
 *
 * @param series - name and values of each.
 * @throws {MisalignedSeriesError} when two lengths differ.
 */
export function requireSameLength(series: Readonly<Record<string, ArrayLike<number>>>): void {
  const [first, ...others] = Object.entries(series)
  for (const [name, values] of others) {
    if (first !== undefined && values.length !== first[1].length) {
      throw new MisalignedSeriesError(`${first[0]} has ${first[1].length} values and ${name} ${values.length}`)
    }
  }
}
