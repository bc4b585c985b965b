import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { CholeskyDecomposition, Matrix } from 'ml-matrix'
import { dampedBfgs } from '../../../models/statistics/dampedBfgs.js'

describe('dampedBfgs', () => {
  it('default: the secant condition and what the step does not touch', () => {
    const updated = dampedBfgs(Matrix.identity(2, 2), [1, 0], [3, 0])
    expect(updated.to2DArray()).toEqual([
      [3, 0],
      [0, 1],
    ])
  })

  it('behavior: a step along which the slope falls is damped to a fifth of the curvature', () => {
    const hessian = Matrix.diag([4, 1])
    expect(Math.abs(dampedBfgs(hessian, [1, 0], [-2, 0]).get(0, 0) - 0.8)).toBeLessThan(1e-15)
    expect(hessian.get(0, 0)).toBe(4)
  })

  it('behavior: a Hessian without positive curvature along the step is replaced, or kept where the step shows none either', () => {
    const hessian = Matrix.diag([-1, 1])
    expect(dampedBfgs(hessian, [1, 0], [2, 0]).to2DArray()).toEqual([
      [2, 0],
      [0, 2],
    ])
    expect(dampedBfgs(hessian, [1, 0], [-2, 0])).toBe(hessian)
  })

  it('property: a positive definite Hessian stays so, symmetric, whatever the step', () => {
    const number = fc.double({ min: -5, max: 5, noNaN: true }).map((value) => Math.round(1_000 * value) / 1_000)
    const vector = fc.tuple(number, number, number)
    fc.assert(
      fc.property(vector, vector, vector, (diagonal, step, slopeChange) => {
        fc.pre(step.some((value) => Math.abs(value) > 0.01))
        const hessian = Matrix.diag(diagonal.map((value) => 0.5 + Math.abs(value)))
        const updated = dampedBfgs(hessian, step, slopeChange)
        for (const [i, j] of [
          [0, 1],
          [0, 2],
          [1, 2],
        ] as const) {
          expect(Math.abs(updated.get(i, j) - updated.get(j, i))).toBeLessThan(1e-9 * updated.norm())
        }
        const symmetric = Matrix.add(updated, updated.transpose()).mul(0.5)
        expect(new CholeskyDecomposition(symmetric).isPositiveDefinite()).toBe(true)
      }),
    )
  })
})
