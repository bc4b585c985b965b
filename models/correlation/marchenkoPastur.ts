import { InvalidParameterError } from '../errors.js'
import { correlationOf } from './correlationOf.js'
import { fromEigen, requireSymmetric, symmetricEigen } from './symmetricEigen.js'

/**
 * Clean a sample correlation matrix of noise: eigenvalues that independent assets could have shown are replaced by their mean.
 *
 * The edge is (1 + sqrt(k/n))^2. The trace is kept, and the result is scaled back to a unit diagonal.
 *
 * @param matrix - k rows of k sample correlations.
 * @param observations - n, that the correlations were estimated from; a positive number, fractional for an effective sample.
 * @returns k rows of k correlations: exactly symmetric, exactly 1 on the diagonal, positive semi-definite.
 * @throws {InvalidMatrixError} when the matrix is not square, symmetric and finite.
 * @throws {InvalidParameterError} when the observations are not positive and finite.
 * @source Laloux, Cizeau, Bouchaud and Potters, Noise Dressing of Financial Correlation Matrices, Physical Review Letters 83 (1999);
 * Bouchaud and Potters, Financial Applications of Random Matrix Theory (2009), section IV.B (clipping).
 */
export function marchenkoPastur(matrix: readonly ArrayLike<number>[], observations: number): Float64Array[] {
  if (!(observations > 0 && observations < Infinity)) {
    throw new InvalidParameterError({ parameter: 'observations', value: observations, demand: 'positive and finite' })
  }
  const rows = requireSymmetric(matrix)
  const edge = (1 + Math.sqrt(rows.length / observations)) ** 2
  const { values, vectors } = symmetricEigen(rows)
  const noise = values.filter((value) => value <= edge)
  const level = Math.max(0, noise.reduce((sum, value) => sum + value, 0) / Math.max(1, noise.length))
  return correlationOf(
    fromEigen(
      values.map((value) => (value <= edge ? level : value)),
      vectors,
    ),
  )
}
