import { DegenerateSeriesError, MisalignedSeriesError } from '../errors.js'
import { requireFinite } from '../statistics/require.js'

/**
 * Turn a covariance matrix into correlations: exactly 1 on the diagonal, exactly symmetric, within [-1, 1].
 *
 * @param covariance - k symmetric rows of k finite values.
 * @throws {DegenerateSeriesError} when a variance is not positive.
 */
export function correlationOf(covariance: readonly Float64Array[]): Float64Array[] {
  const deviations = covariance.map((row, i) => {
    const deviation = Math.sqrt(row[i] as number)
    if (!(deviation > 0)) throw new DegenerateSeriesError({ what: 'A correlation', reason: `column ${i} does not vary` })
    return deviation
  })
  return covariance.map((_, i) =>
    Float64Array.from(covariance, (_, j) => {
      if (i === j) return 1
      const [high, low] = [Math.max(i, j), Math.min(i, j)]
      const value = covariance[high]?.[low] as number
      return Math.max(-1, Math.min(1, value / (deviations[high] as number) / (deviations[low] as number)))
    }),
  )
}

/**
 * Compute the mean of products of columns, exactly symmetric.
 *
 * @param columns - k columns of n >= 1 values.
 * @param isCentred - subtract each column's mean first; with n, not n - 1, in the denominator either way.
 */
export function momentMatrix(columns: readonly Float64Array[], isCentred: boolean): Float64Array[] {
  const used = isCentred ? columns.map(centred) : columns
  const matrix = used.map(() => new Float64Array(used.length))
  for (const [i, a] of used.entries()) {
    for (let j = 0; j <= i; j++) {
      const b = used[j] as Float64Array
      let sum = 0
      for (let t = 0; t < a.length; t++) sum += (a[t] as number) * (b[t] as number)
      ;(matrix[i] as Float64Array)[j] = sum / a.length
      ;(matrix[j] as Float64Array)[i] = sum / a.length
    }
  }
  return matrix
}

/** Subtract a column's mean. */
export function centred(column: Float64Array): Float64Array {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length
  return column.map((value) => value - mean)
}

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

/**
 * Compute Pearson's correlation matrix.
 *
 * @param columns - k columns of n >= 2 values each, aligned in time. No column gives no row.
 * @throws as `scaledColumns`, and {DegenerateSeriesError} when a column does not vary.
 */
export function sampleCorrelation(columns: readonly ArrayLike<number>[]): Float64Array[] {
  return correlationOf(momentMatrix(varyingColumns(columns, 2), false))
}

/** Check columns and standardise them to mean 0 and mean square 1. */
export function varyingColumns(columns: readonly ArrayLike<number>[], required: number): Float64Array[] {
  return scaledColumns(columns, required).columns.map((column, i) => {
    const values = centred(column)
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)
    // Values of up to 2 that differ by their rounding only.
    if (!(deviation > 1e-14)) throw new DegenerateSeriesError({ what: 'A correlation', reason: `column ${i} does not vary` })
    return values.map((value) => value / deviation)
  })
}
