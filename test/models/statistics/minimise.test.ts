import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { hessianFromGradient } from '../../../models/statistics/hessianFromGradient.js'
import { minimise } from '../../../models/statistics/minimise.js'

const COORDINATE = 1e-9
const FREE = { lower: [-100, -100], upper: [100, 100] }

/** Rosenbrock's valley, a hundredth of the usual steepness. */
function rosenbrock([x, y]: Float64Array, gradient: Float64Array): number {
  const [a, b] = [x as number, y as number]
  gradient[0] = -2 * (1 - a) - 4 * a * (b - a * a)
  gradient[1] = 2 * (b - a * a)
  return (1 - a) ** 2 + (b - a * a) ** 2
}

describe('minimise', () => {
  it("default: Rosenbrock's valley", () => {
    const minimum = minimise({ what: 'Rosenbrock', start: [-1.2, 1], ...FREE, evaluate: rosenbrock })
    for (const x of minimum.point) expect(Math.abs(x - 1)).toBeLessThan(COORDINATE)
    expect(minimum.isAtBound).toEqual([false, false])
  })

  it('behavior: a minimum on a side of the box is found and named', () => {
    const minimum = minimise({ what: 'Rosenbrock', start: [0, 0], lower: [-2, -2], upper: [0.5, 2], evaluate: rosenbrock })
    expect(minimum.point[0]).toBe(0.5)
    expect(Math.abs((minimum.point[1] as number) - 0.25)).toBeLessThan(COORDINATE)
    expect(minimum.isAtBound).toEqual([true, false])
  })

  it('behavior: coordinates come out beyond the square root of the rounding of the value', () => {
    const evaluate = ([x]: Float64Array, gradient: Float64Array) => {
      gradient[0] = 2 * ((x as number) - 1 / 3)
      return 1e6 + ((x as number) - 1 / 3) ** 2
    }
    const minimum = minimise({ what: 'A parabola', start: [5], lower: [-10], upper: [10], evaluate })
    expect(Math.abs((minimum.point[0] as number) - 1 / 3)).toBeLessThan(1e-12)
  })

  it('behavior: a kink in the named coordinate is a minimum', () => {
    const evaluate = ([x, y]: Float64Array, gradient: Float64Array) => {
      const [a, b] = [x as number, y as number]
      gradient[0] = Math.sign(a - 0.3) + 0.2 * (a - b)
      gradient[1] = -0.2 * (a - b) + 2 * (b - 1)
      return Math.abs(a - 0.3) + 0.1 * (a - b) ** 2 + (b - 1) ** 2
    }
    const minimum = minimise({ what: 'A kink', start: [2, -3], ...FREE, kinked: 0, evaluate })
    expect(Math.abs((minimum.point[0] as number) - 0.3)).toBeLessThan(1e-6)
    expect(Math.abs((minimum.point[1] as number) - 2.06 / 2.2)).toBeLessThan(1e-6)
    expect(() => minimise({ what: 'A kink', start: [2, -3], ...FREE, evaluate })).toThrow(
      expect.objectContaining({ code: 'NOT_CONVERGED' }),
    )
  })

  it('error: NotConvergedError at an undefined start, and for a function without a minimum', () => {
    const undefinedAt = () => Number.NaN
    expect(() => minimise({ what: 'Nothing', start: [1], lower: [0], upper: [2], evaluate: undefinedAt })).toThrow(
      expect.objectContaining({ code: 'NOT_CONVERGED', iterations: 0 }),
    )
    const falling = ([x]: Float64Array, gradient: Float64Array) => {
      gradient[0] = -1 / (x as number)
      return -Math.log(x as number)
    }
    expect(() => minimise({ what: 'ln', start: [1], lower: [1], upper: [Infinity], evaluate: falling })).toThrow(
      expect.objectContaining({ code: 'NOT_CONVERGED', iterations: 200 }),
    )
  })

  it('property: a convex quadratic over a box meets the conditions of a minimum', () => {
    const number = fc.double({ min: -3, max: 3, noNaN: true })
    fc.assert(
      fc.property(fc.array(number, { minLength: 9, maxLength: 9 }), fc.tuple(number, number, number), (m, b) => {
        const a = (i: number, j: number) =>
          [0, 1, 2].reduce((sum, k) => sum + (m[3 * i + k] as number) * (m[3 * j + k] as number), i === j ? 0.1 : 0)
        const evaluate = (x: Float64Array, gradient: Float64Array) => {
          let value = 0
          for (let i = 0; i < 3; i++) {
            const row = [0, 1, 2].reduce((sum, j) => sum + a(i, j) * (x[j] as number), 0)
            gradient[i] = row + (b[i] as number)
            value += (x[i] as number) * (0.5 * row + (b[i] as number))
          }
          return value
        }
        const { point } = minimise({ what: 'A quadratic', start: [0, 0, 0], lower: [-1, -1, -1], upper: [1, 1, 1], evaluate })
        const gradient = new Float64Array(3)
        evaluate(point, gradient)
        for (const [i, x] of point.entries()) {
          const slope = gradient[i] as number
          if (x === -1) expect(slope).toBeGreaterThan(-1e-7)
          else if (x === 1) expect(slope).toBeLessThan(1e-7)
          else expect(Math.abs(slope)).toBeLessThan(1e-7)
        }
      }),
    )
  })
})

describe('hessianFromGradient', () => {
  it('default: exact to nine digits, to twelve when extrapolated', () => {
    const gradientAt = ([x, y]: Float64Array, gradient: Float64Array) => {
      gradient[0] = Math.exp(x as number) * Math.sin(y as number)
      gradient[1] = Math.exp(x as number) * Math.cos(y as number)
    }
    const point = Float64Array.of(0.4, 0.7)
    const [s, c] = [Math.exp(0.4) * Math.sin(0.7), Math.exp(0.4) * Math.cos(0.7)]
    for (const [isExtrapolated, tolerance] of [
      [false, 1e-9],
      [true, 2e-12],
    ] as const) {
      const hessian = hessianFromGradient({ gradientAt, point, isExtrapolated }).to1DArray()
      for (const [k, value] of [s, c, c, -s].entries()) expect(Math.abs((hessian[k] as number) - value)).toBeLessThan(tolerance)
    }
  })
})
