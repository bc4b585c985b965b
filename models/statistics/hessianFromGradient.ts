import { Matrix } from 'ml-matrix'

/** Relative step at which truncation and rounding of a central difference of O(1) coordinates balance: the cube root of epsilon. */
const STEP = 6e-6

/**
 * Differentiate a gradient numerically: the symmetrised Jacobian of the gradient by central differences.
 *
 * @param gradientAt - writes the gradient, n values, at a point.
 * @param point - n coordinates of order one.
 * @param steps - step of each coordinate, where the gradient is too rough for the default of 6e-6 max(1, |x|).
 * @param lower - sides of a box that the gradient is not read outside of; differences at a side are one-sided.
 * @param isExtrapolated - whether to combine two steps to remove the second-order error (Richardson), for twice the evaluations.
 * @returns n x n symmetric matrix. Values that are not finite where the gradient is not.
 */
export function hessianFromGradient({
  gradientAt,
  point,
  steps = [],
  lower = [],
  upper = [],
  isExtrapolated = false,
}: {
  gradientAt: (point: Float64Array, gradient: Float64Array) => void
  point: Float64Array
  steps?: readonly (number | undefined)[]
  lower?: ArrayLike<number>
  upper?: ArrayLike<number>
  isExtrapolated?: boolean
}): Matrix {
  const n = point.length
  const moved = point.slice()
  const above = new Float64Array(n)
  const below = new Float64Array(n)
  const hessian = Matrix.zeros(n, n)
  for (let i = 0; i < n; i++) {
    const x = point[i] as number
    // The wider steps are extrapolated: their truncation is removed, and the rounding is smaller.
    const own = steps[i]
    const multiples = own === undefined && isExtrapolated ? [8, 16] : [1]
    for (const [k, multiple] of multiples.entries()) {
      const h = own ?? STEP * multiple * Math.max(1, Math.abs(x))
      moved[i] = Math.min(x + h, upper[i] ?? Infinity)
      const up = (moved[i] as number) - x
      gradientAt(moved, above)
      moved[i] = Math.max(x - h, lower[i] ?? -Infinity)
      const down = x - (moved[i] as number)
      gradientAt(moved, below)
      moved[i] = x
      const weight = multiples.length === 1 ? 1 : k === 0 ? 4 / 3 : -1 / 3
      for (let j = 0; j < n; j++) {
        const slope = ((above[j] as number) - (below[j] as number)) / (up + down)
        hessian.set(i, j, hessian.get(i, j) + weight * slope)
      }
    }
  }
  return hessian.add(hessian.transpose()).mul(0.5)
}
