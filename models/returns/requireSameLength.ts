import { MisalignedSeriesError } from './misalignedSeriesError.js'

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
