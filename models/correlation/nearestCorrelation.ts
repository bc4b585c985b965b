import { InvalidParameterError, NotConvergedError } from '../errors.js'
import { fromEigen, requireSymmetric, symmetricEigen } from './symmetricEigen.js'

const MAXIMUM_ITERATIONS = 10_000
const ROUNDING = 1e-15
/** Share of the identity in the result: what rounding leaves below zero would make a Cholesky factor fail. */
const MARGIN = 1e-14

/**
 * Find the correlation matrix nearest to a symmetric one in the Frobenius norm: alternating projections with Dykstra's correction.
 *
 * A matrix that is a correlation matrix already comes back as it is. Otherwise the iterate is mixed with about 1e-13 of the identity, so that
 * rounding cannot leave it indefinite.
 *
 * @param matrix - k symmetric rows of k values, at most 1e6 in size. No row gives no row.
 * @param tolerance - largest relative change of an iteration at the end, above 0; times k.
 * @returns k rows of k correlations in [-1, 1]: exactly symmetric, exactly 1 on the diagonal.
 * @throws {InvalidMatrixError} when the matrix is not square, symmetric and finite.
 * @throws {NotConvergedError} when 10,000 iterations do not reach the tolerance.
 * @source Higham, Computing the Nearest Correlation Matrix, IMA Journal of Numerical Analysis 22 (2002), algorithm 3.3.
 * @example
 * import { nearestCorrelation } from 'plimsoll/models'
 *
 * const [first] = nearestCorrelation([[1, 1, 0], [1, 1, 1], [0, 1, 1]])
 * first // Float64Array [1, 0.76068…, 0.15729…]
 */
export function nearestCorrelation(matrix: readonly ArrayLike<number>[], tolerance = 1e-14): Float64Array[] {
  let y = requireSymmetric(matrix)
  const k = y.length
  if (y.every((row, i) => row[i] === 1 && row.every((value) => Math.abs(value) <= 1)) && isSemidefinite(y)) return y
  let correction = y.map((row) => new Float64Array(row.length))
  let last = y
  for (let iteration = 1; iteration <= MAXIMUM_ITERATIONS; iteration++) {
    const shifted = y.map((row, i) => row.map((value, j) => value - (correction[i]?.[j] as number)))
    const { values, vectors } = symmetricEigen(shifted)
    const x = fromEigen(
      values.map((value) => Math.max(0, value)),
      vectors,
    )
    correction = x.map((row, i) => row.map((value, j) => value - (shifted[i]?.[j] as number)))
    const next = x.map((row, i) => row.map((value, j) => (i === j ? 1 : value)))
    const size = norm(next)
    const change = Math.max(distance(x, last), distance(next, y), distance(next, x)) / size
    y = next
    last = x
    if (change <= tolerance * k) {
      const keep = 1 - 2 * Math.max(0, -(symmetricEigen(y).values[0] as number)) - MARGIN * k
      return y.map((row, i) => row.map((value, j) => (i === j ? 1 : Math.max(-1, Math.min(1, keep * value)))))
    }
  }
  throw new NotConvergedError({
    what: 'The nearest correlation matrix',
    iterations: MAXIMUM_ITERATIONS,
    reason: `its iterates still change by more than ${tolerance * k}`,
  })
}

function isSemidefinite(matrix: readonly Float64Array[]): boolean {
  return (symmetricEigen(matrix).values[0] ?? 0) >= -ROUNDING * matrix.length
}

function distance(a: readonly Float64Array[], b: readonly Float64Array[]): number {
  return norm(a.map((row, i) => row.map((value, j) => value - (b[i]?.[j] as number))))
}

function norm(matrix: readonly Float64Array[]): number {
  return Math.sqrt(matrix.reduce((sum, row) => sum + row.reduce((part, value) => part + value * value, 0), 0))
}

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
