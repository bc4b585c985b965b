import { describe, expect, it } from '@jest/globals'
import { chiSquaredSurvival, incompleteGamma } from '../../../models/statistics/gamma.js'
import { incompleteBeta } from '../../../models/statistics/incompleteBeta.js'
import { normalCdf, normalDensity, normalQuantile } from '../../../models/statistics/normal.js'
import { studentTCdf, studentTLogDensity, studentTQuantile } from '../../../models/statistics/studentT.js'
import { expectRelative } from '../../support/expectClose.js'
import fc from '../../support/fastCheck.js'
import { readFixture } from '../../support/fixture.js'

const reference = readFixture<Record<string, number[][]>>('distributions/reference.json')
const rows = (name: string) => reference[name] as number[][]

// Logarithms of large powers cost digits: the far tails keep 12, everything else 13.
const TAIL = 1e-12
const CENTRE = 1e-13
const code = (value: string) => expect.objectContaining({ code: value })
const probability = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true })

describe('normalCdf', () => {
  it.each(rows('normalCdf'))('default: at %d', (z, expected) => {
    expectRelative(normalCdf(z as number), expected as number, TAIL)
  })

  it('behavior: infinities, zero and a density that is its slope', () => {
    expect([-Infinity, 0, Infinity].map(normalCdf)).toEqual([0, 0.5, 1])
    expectRelative(normalDensity(1), (normalCdf(1.0001) - normalCdf(0.9999)) / 0.0002, 1e-7)
    expect(normalDensity(Infinity)).toBe(0)
  })

  it('error: InvalidParameterError on NaN', () => {
    expect(() => normalCdf(Number.NaN)).toThrow(code('INVALID_PARAMETER'))
  })
})

describe('normalQuantile', () => {
  it.each(rows('normalQuantile'))('default: at p = %d', (p, expected) => {
    expectRelative(normalQuantile(p as number), expected as number, 1e-15)
  })

  it('property: inverts normalCdf', () => {
    fc.assert(fc.property(probability, (p) => expectRelative(normalCdf(normalQuantile(p)), p, TAIL)))
  })

  it.each([0, 1, -1, Number.NaN])('error: InvalidParameterError at p = %d', (p) => {
    expect(() => normalQuantile(p)).toThrow(code('INVALID_PARAMETER'))
  })
})

describe('incompleteGamma', () => {
  it.each(rows('incompleteGamma'))('default: a = %d, x = %d', (a, x, lower, upper) => {
    const result = incompleteGamma(a as number, x as number)
    expect(Math.abs(result.lower - (lower as number))).toBeLessThan(CENTRE)
    expect(Math.abs(result.upper - (upper as number))).toBeLessThan(CENTRE)
    if ((x as number) > (a as number) + 1) expectRelative(result.upper, upper as number, TAIL)
    else expectRelative(result.lower, lower as number, TAIL)
  })

  it('behavior: a chi-squared number with two degrees of freedom is exponential', () => {
    for (const x of [0, 1, 10, 600]) expectRelative(chiSquaredSurvival(x, 2), Math.exp(-x / 2), TAIL)
    expect(chiSquaredSurvival(Infinity, 1)).toBe(0)
  })

  it('error: InvalidParameterError', () => {
    for (const [a, x] of [
      [0, 1],
      [-1, 1],
      [Infinity, 1],
      [1, -1],
      [1, Number.NaN],
    ] as const) {
      expect(() => incompleteGamma(a, x)).toThrow(code('INVALID_PARAMETER'))
    }
  })
})

describe('incompleteBeta', () => {
  it.each(rows('incompleteBeta'))('default: a = %d, b = %d, x = %d', (a, b, x, expected) => {
    expect(Math.abs(incompleteBeta(a as number, b as number, x as number) - (expected as number))).toBeLessThan(CENTRE)
  })

  it('behavior: the ends, and the uniform distribution', () => {
    expect([0, 1].map((x) => incompleteBeta(2, 3, x))).toEqual([0, 1])
    expectRelative(incompleteBeta(1, 1, 0.3), 0.3, CENTRE)
  })

  it('error: InvalidParameterError', () => {
    for (const [a, b, x] of [
      [0, 1, 0.5],
      [1, Infinity, 0.5],
      [1, 1, 1.1],
      [1, 1, Number.NaN],
    ] as const) {
      expect(() => incompleteBeta(a, b, x)).toThrow(code('INVALID_PARAMETER'))
    }
  })
})

describe('studentTCdf', () => {
  it.each(rows('studentTCdf'))('default: x = %d, nu = %d', (x, nu, expected) => {
    expectRelative(studentTCdf(x as number, nu as number), expected as number, TAIL)
  })

  it('behavior: extremes do not overflow', () => {
    expect([-Infinity, 0, Infinity].map((x) => studentTCdf(x, 3))).toEqual([0, 0.5, 1])
    expect(studentTCdf(1e300, 3)).toBe(1)
    expectRelative(studentTCdf(-1e100, 1), 1e-100 / Math.PI, TAIL)
    expect(Number.isFinite(studentTLogDensity(1e300, 3))).toBe(true)
  })

  it('behavior: the density is its slope', () => {
    for (const nu of [1, 4.5, 40]) {
      const slope = (studentTCdf(-0.999, nu) - studentTCdf(-1.001, nu)) / 0.002
      expectRelative(Math.exp(studentTLogDensity(-1, nu)), slope, 1e-6)
    }
  })

  it('error: InvalidParameterError', () => {
    for (const [x, nu] of [
      [Number.NaN, 3],
      [1, 0],
      [1, Infinity],
    ] as const) {
      expect(() => studentTCdf(x, nu)).toThrow(code('INVALID_PARAMETER'))
    }
  })
})

describe('studentTQuantile', () => {
  it.each(rows('studentTQuantile'))('default: p = %d, nu = %d', (p, nu, expected) => {
    expectRelative(studentTQuantile(p as number, nu as number), expected as number, TAIL)
  })

  it('property: inverts studentTCdf, is odd about the median and monotone', () => {
    fc.assert(
      fc.property(probability, fc.double({ min: 0.5, max: 500, noNaN: true }), (p, nu) => {
        const x = studentTQuantile(p, nu)
        expectRelative(studentTCdf(x, nu), p, 1e-11)
        if (p < 0.5) expect(studentTQuantile(p / 2, nu)).toBeLessThan(x)
      }),
    )
  })

  it('behavior: the median is 0 and close to it the quantile is small, not lost', () => {
    expect(studentTQuantile(0.5, 3.3)).toBe(0)
    expect(studentTQuantile(0.5 - 1e-12, 3.3)).toBeLessThan(0)
  })

  it('error: InvalidParameterError, also when the quantile is too large for a float64', () => {
    for (const [p, nu] of [
      [0, 3],
      [1, 3],
      [0.5, 0],
      [0.1, Number.NaN],
      [1e-300, 0.1],
    ] as const) {
      expect(() => studentTQuantile(p, nu)).toThrow(code('INVALID_PARAMETER'))
    }
  })
})
