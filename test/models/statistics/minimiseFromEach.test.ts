import { describe, expect, it } from '@jest/globals'
import { NotConvergedError } from '../../../models/errors.js'
import { minimise, minimiseFromEach } from '../../../models/statistics/minimise.js'
import { expectClose } from '../../support/expectClose.js'

/** x^4 - 8 x^2 + x: minima near -2 (the lower) and 2. */
const twoValleys = {
  what: 'A test function',
  lower: [-10],
  upper: [10],
  evaluate: (point: Float64Array, gradient: Float64Array) => {
    const x = point[0] as number
    gradient[0] = 4 * x ** 3 - 16 * x + 1
    return x ** 4 - 8 * x ** 2 + x
  },
}

describe('minimiseFromEach', () => {
  it('default: the lowest of the minima, whatever the order of the points', () => {
    const left = minimise({ ...twoValleys, start: [-3] })
    const right = minimise({ ...twoValleys, start: [3] })
    expect(left.value).toBeLessThan(right.value)
    for (const starts of [
      [[-3], [3]],
      [[3], [-3]],
    ]) {
      const found = minimiseFromEach(starts, twoValleys)
      expectClose(found.point[0] as number, left.point[0] as number, 1e-12)
      expect(found.iterations).toBe(left.iterations + right.iterations)
      expect(found.evaluations).toBe(left.evaluations + right.evaluations)
    }
  })

  it('behavior: a search that fails is left out while another converges', () => {
    const evaluate = (point: Float64Array, gradient: Float64Array) =>
      (point[0] as number) > 2.5 ? Number.NaN : twoValleys.evaluate(point, gradient)
    const problem = { ...twoValleys, evaluate }
    expectClose(
      minimiseFromEach([[3], [1]], problem).point[0] as number,
      minimise({ ...problem, start: [1] }).point[0] as number,
      1e-12,
    )
  })

  it('error: NotConvergedError of the first point, when none converges or there is none', () => {
    const nowhere = { ...twoValleys, evaluate: () => Number.NaN }
    expect(() => minimiseFromEach([[3], [1]], nowhere)).toThrow(NotConvergedError)
    expect(() => minimiseFromEach([], twoValleys)).toThrow(NotConvergedError)
  })
})
