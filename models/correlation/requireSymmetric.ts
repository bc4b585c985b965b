import { InvalidMatrixError } from './invalidMatrixError.js'

// Correlations are at most 1; an estimate put together from pieces may exceed that, but not by this.
const LARGEST = 1e6
const ASYMMETRY = 1e-12

/**
 * Check that a matrix is square, symmetric up to rounding and at most a million in size, and copy it exactly symmetric.
 *
 * @param matrix - k rows of k values.
 * @returns k new rows; element (i, j) is that of the lower triangle.
 * @throws {InvalidMatrixError} when it is not.
 */
export function requireSymmetric(matrix: readonly ArrayLike<number>[]): Float64Array[] {
  const k = matrix.length
  const rows = matrix.map((row, i) => {
    if (row.length !== k) throw new InvalidMatrixError(`row ${i} has ${row.length} values for ${k} rows`)
    return Float64Array.from(row)
  })
  for (const [i, row] of rows.entries()) {
    for (let j = 0; j <= i; j++) {
      const value = row[j] as number
      const mirrored = rows[j]?.[i] as number
      if (!(Math.abs(value) <= LARGEST))
        throw new InvalidMatrixError(`value ${value} in row ${i}, column ${j} is not a correlation`)
      if (!(Math.abs(value - mirrored) <= ASYMMETRY * Math.max(1, Math.abs(value)))) {
        throw new InvalidMatrixError(`row ${i}, column ${j} is ${value} and its mirror ${mirrored}`)
      }
      ;(rows[j] as Float64Array)[i] = value
    }
  }
  return rows
}
