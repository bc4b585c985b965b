import { InvalidParameterError } from '../returns/invalidParameterError.js'
import { requireSymmetric } from './requireSymmetric.js'

/**
 * Move all correlations toward 1, as in a crash: rho + kappa (1 - rho).
 *
 * A mixture of the matrix with the one of ones: a correlation matrix stays one.
 *
 * @param matrix - k rows of k correlations, symmetric, 1 on the diagonal.
 * @param kappa - from 0 (unchanged) to 1 (all assets move as one).
 * @throws {InvalidParameterError} when kappa is outside [0, 1].
 * @throws {InvalidMatrixError} when the matrix is not square, symmetric and finite.
 */
export function stressedCorrelation(matrix: readonly ArrayLike<number>[], kappa: number): Float64Array[] {
  if (!(kappa >= 0 && kappa <= 1)) throw new InvalidParameterError({ parameter: 'kappa', value: kappa, demand: 'from 0 to 1' })
  return requireSymmetric(matrix).map((row) => row.map((value) => value + kappa * (1 - value)))
}
