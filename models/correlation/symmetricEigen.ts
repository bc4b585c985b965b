import { EigenvalueDecomposition } from 'ml-matrix'

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
