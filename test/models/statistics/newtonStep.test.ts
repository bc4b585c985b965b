import { describe, expect, it } from '@jest/globals'
import { Matrix } from 'ml-matrix'
import { newtonStep } from '../../../models/statistics/newtonStep.js'

describe('newtonStep', () => {
  it('default: one step to the minimum of a quadratic', () => {
    const steps = newtonStep(
      new Matrix([
        [2, 0],
        [0, 4],
      ]),
      Float64Array.of(2, -4),
      [0, 1],
    )
    expect(steps.map((step) => Math.round(step * 1e12) / 1e12)).toEqual([-1, 1])
  })

  it.each([[0], [1e-320], [-1e-320], [Number.NaN], [Number.POSITIVE_INFINITY]])(
    'behavior: a Hessian of %p ends in a bounded step',
    (value) => {
      const [step = Number.NaN] = newtonStep(new Matrix([[value]]), Float64Array.of(1), [0])
      expect(Math.abs(step)).toBeLessThanOrEqual(2)
    },
  )
})
