import { NotPositiveSemidefiniteError } from '../errors.js'

// A pivot this close to zero is a perfectly correlated pair (the matrix is singular), not a wrong matrix: rounding leaves up to about n ULP.
const PIVOT_TOLERANCE = 1e-10

/**
 * Factor a correlation matrix R = L L' with L lower triangular; a singular R (perfectly correlated assets) gets zero columns.
 *
 * @param matrix - n rows of n, symmetric, unit diagonal; only the lower triangle is read.
 * @returns n rows of n, zeros above the diagonal.
 * @throws {NotPositiveSemidefiniteError} when R has a clearly negative pivot or a value that is not finite.
 */
export function choleskyLower(matrix: readonly ArrayLike<number>[]): Float64Array[] {
  const n = matrix.length
  const lower = Array.from({ length: n }, () => new Float64Array(n))
  for (let i = 0; i < n; i++) {
    const row = lower[i] as Float64Array
    for (let j = 0; j <= i; j++) {
      const other = lower[j] as Float64Array
      let rest = (matrix[i] as ArrayLike<number>)[j] as number
      for (let k = 0; k < j; k++) rest -= (row[k] as number) * (other[k] as number)
      if (i === j) {
        if (!(rest >= -PIVOT_TOLERANCE)) throw new NotPositiveSemidefiniteError(i, rest)
        row[i] = rest > PIVOT_TOLERANCE ? Math.sqrt(rest) : 0
      } else {
        const pivot = other[j] as number
        row[j] = pivot === 0 ? 0 : rest / pivot
      }
    }
  }
  return lower
}
