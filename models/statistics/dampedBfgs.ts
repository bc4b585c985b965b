import { Matrix } from 'ml-matrix'

/**
 * Learn the curvature along a step: the damped BFGS update, which keeps a positive definite Hessian so where the step shows none.
 *
 * @param hessian - n x n symmetric; it is not modified.
 * @param step - n coordinates' changes.
 * @param slopeChange - n changes of the gradient along it.
 * @returns n x n symmetric. Where the Hessian has no positive curvature along the step: a multiple of the identity with the curvature
 * that the step shows, or the Hessian itself where that is not positive either.
 * @source Nocedal and Wright, Numerical Optimization, 2nd ed. (2006), procedure 18.2.
 */
export function dampedBfgs(hessian: Matrix, step: readonly number[], slopeChange: readonly number[]): Matrix {
  const n = step.length
  const s = Matrix.columnVector([...step])
  const y = Matrix.columnVector([...slopeChange])
  const hs = hessian.mmul(s)
  const shs = s.dot(hs)
  const sy = s.dot(y)
  if (!(shs > 0)) return sy > 0 ? Matrix.identity(n, n).mul(y.dot(y) / sy) : hessian
  const damping = sy >= 0.2 * shs ? 1 : (0.8 * shs) / (shs - sy)
  const r = Matrix.mul(y, damping).add(Matrix.mul(hs, 1 - damping))
  const sr = s.dot(r)
  const updated = hessian.clone()
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const change = (r.get(i, 0) * r.get(j, 0)) / sr - (hs.get(i, 0) * hs.get(j, 0)) / shs
      updated.set(i, j, updated.get(i, j) + change)
    }
  }
  return updated
}
