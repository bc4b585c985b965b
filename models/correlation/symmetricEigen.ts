import { EigenvalueDecomposition } from 'ml-matrix'
import { InvalidMatrixError } from '../errors.js'

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

/** A symmetric matrix taken apart: A = sum of value x vector vector'. */
export interface SymmetricEigen {
  /** k eigenvalues, ascending. */
  readonly values: Float64Array
  /** k orthonormal eigenvectors of k components, in the order of the values. */
  readonly vectors: readonly Float64Array[]
}

/** Take a symmetric matrix of k finite rows apart. No row gives nothing. */
export function symmetricEigen(matrix: readonly Float64Array[]): SymmetricEigen {
  if (matrix.length === 0) return { values: new Float64Array(0), vectors: [] }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    matrix.map((row) => [...row]),
    { assumeSymmetric: true },
  )
  const order = realEigenvalues.map((_, i) => i).sort((a, b) => (realEigenvalues[a] as number) - (realEigenvalues[b] as number))
  return {
    values: Float64Array.from(order, (i) => realEigenvalues[i] as number),
    vectors: order.map((i) => Float64Array.from(eigenvectorMatrix.getColumn(i))),
  }
}

/** Put a symmetric matrix together from its eigenvectors and other eigenvalues; exactly symmetric. */
export function fromEigen(values: ArrayLike<number>, vectors: readonly Float64Array[]): Float64Array[] {
  const k = vectors.length
  const matrix = Array.from({ length: k }, () => new Float64Array(k))
  for (const [m, vector] of vectors.entries()) {
    const value = values[m] as number
    if (value === 0) continue
    for (let i = 0; i < k; i++) {
      const row = matrix[i] as Float64Array
      for (let j = 0; j <= i; j++) row[j] = (row[j] as number) + value * (vector[i] as number) * (vector[j] as number)
    }
  }
  for (const [i, row] of matrix.entries()) for (let j = 0; j < i; j++) (matrix[j] as Float64Array)[i] = row[j] as number
  return matrix
}

/**
 * Invert a symmetric positive definite matrix in place of `inverse` and give the logarithm of its determinant.
 *
 * Typed arrays and no allocation but one, for loops over thousands of small matrices: ml-matrix makes a dozen objects for each.
 *
 * @param matrix - k x k row by row; the lower triangle is read.
 * @param inverse - k x k, overwritten, symmetric.
 * @returns log |matrix|, or NaN where the matrix is not positive definite.
 */
export function invertPositiveDefinite(matrix: Float64Array, k: number, inverse: Float64Array): number {
  const lower = new Float64Array(k * k)
  let logDeterminant = 0
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i * k + j] as number
      for (let m = 0; m < j; m++) rest -= (lower[i * k + m] as number) * (lower[j * k + m] as number)
      if (i !== j) lower[i * k + j] = rest / (lower[j * k + j] as number)
      else if (rest > 0) {
        lower[i * k + i] = Math.sqrt(rest)
        logDeterminant += Math.log(rest)
      } else return Number.NaN
    }
  }
  // The inverse of the factor, below the diagonal and on it, then its product with itself.
  for (let j = 0; j < k; j++) {
    lower[j * k + j] = 1 / (lower[j * k + j] as number)
    for (let i = j + 1; i < k; i++) {
      let sum = 0
      for (let m = j; m < i; m++) sum -= (lower[i * k + m] as number) * (lower[m * k + j] as number)
      lower[i * k + j] = sum / (lower[i * k + i] as number)
    }
  }
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (let m = i; m < k; m++) sum += (lower[m * k + i] as number) * (lower[m * k + j] as number)
      inverse[i * k + j] = sum
      inverse[j * k + i] = sum
    }
  }
  return logDeterminant
}
