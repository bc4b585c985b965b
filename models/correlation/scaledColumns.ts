import { DegenerateSeriesError } from '../returns/degenerateSeriesError.js'
import { MisalignedSeriesError } from '../returns/misalignedSeriesError.js'
import { requireFinite } from '../returns/requireFinite.js'

/**
 * Check columns that are read side by side and divide each by a power of two near its largest value, which changes no correlation and
 * keeps squares from overflowing or vanishing.
 *
 * @param columns - k columns of n >= required finite values each.
 * @returns k new columns with values in [-2, 2], and the powers of two.
 * @throws {SeriesTooShortError} when there are fewer rows.
 * @throws {MisalignedSeriesError} when the columns differ in length.
 * @throws {InvalidSeriesValueError} when a value is not finite.
 * @throws {DegenerateSeriesError} when a column is zero throughout.
 */
export function scaledColumns(
  columns: readonly ArrayLike<number>[],
  required: number,
): { columns: Float64Array[]; units: number[] } {
  const n = columns[0]?.length ?? 0
  const units = columns.map((column, asset) => {
    if (column.length !== n) throw new MisalignedSeriesError(`column ${asset} has ${column.length} values and column 0 has ${n}`)
    requireFinite(`Values of column ${asset}`, column, required)
    let largest = 0
    for (let t = 0; t < n; t++) largest = Math.max(largest, Math.abs(column[t] as number))
    if (largest === 0) throw new DegenerateSeriesError({ what: 'A correlation', reason: `column ${asset} is zero throughout` })
    return 2 ** Math.max(-1022, Math.min(1023, Math.floor(Math.log2(largest))))
  })
  return { columns: columns.map((column, i) => Float64Array.from(column, (value) => value / (units[i] as number))), units }
}
