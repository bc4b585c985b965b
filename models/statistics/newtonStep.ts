import { CholeskyDecomposition, Matrix } from 'ml-matrix'

/** Longest step of a coordinate, which is scaled so that one is large. */
const LONGEST_STEP = 2

/**
 * Solve H d = -g over the free coordinates, the diagonal of H lifted until it is positive definite and no coordinate steps further than two.
 *
 * @param hessian - n x n symmetric.
 * @param gradient - n slopes.
 * @param free - indices of the coordinates that move.
 * @returns one step for each free coordinate; a piece of steepest descent where the Hessian is not finite.
 * @source Nocedal and Wright, Numerical Optimization, 2nd ed. (2006), algorithm 3.3 (Cholesky with added multiple of the identity).
 */
export function newtonStep(hessian: Matrix, gradient: Float64Array, free: readonly number[]): number[] {
  if (free.length === 0) return []
  const part = hessian.selection([...free], [...free])
  const right = Matrix.columnVector(free.map((i) => -(gradient[i] as number)))
  const largest = Math.max(Number.MIN_VALUE, ...part.diagonal().map(Math.abs))
  if (part.to1DArray().every(Number.isFinite)) {
    for (let lift = 0; lift < 1e6 * largest; lift = Math.max(1e-10 * largest, Number.MIN_VALUE, lift * 10)) {
      const lifted = Matrix.add(part, Matrix.identity(free.length, free.length).mul(lift))
      const factor = new CholeskyDecomposition(lifted)
      if (factor.isPositiveDefinite()) {
        const steps = factor.solve(right).to1DArray()
        if (steps.every((step) => Math.abs(step) <= LONGEST_STEP)) return steps
      }
    }
  }
  const steps = right.to1DArray()
  const longest = Math.max(1, ...steps.map(Math.abs))
  return steps.map((step) => step / longest)
}
