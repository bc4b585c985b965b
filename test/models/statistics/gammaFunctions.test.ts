import { describe, expect, it } from '@jest/globals'
import { digamma, logGamma } from '../../../models/statistics/gamma.js'
import fc from '../../support/fastCheck.js'

const RELATIVE = 4e-15

function errorOf(value: number, exact: number): number {
  return Math.abs(value - exact) / Math.max(1, Math.abs(exact))
}

describe('logGamma', () => {
  it('default: factorials and half integers, which have closed forms', () => {
    let logFactorial = 0
    let logHalf = Math.log(Math.PI) / 2
    for (let n = 1; n <= 170; n++) {
      expect(errorOf(logGamma(n), logFactorial)).toBeLessThan(RELATIVE * 4)
      expect(errorOf(logGamma(n - 0.5), logHalf)).toBeLessThan(RELATIVE * 4)
      logFactorial += Math.log(n)
      logHalf += Math.log(n - 0.5)
    }
  })

  it('behavior: agrees with scipy', () => {
    // scipy 1.17.1, special.gammaln.
    expect(errorOf(logGamma(1.5), -0.1207822376352452)).toBeLessThan(RELATIVE)
    expect(errorOf(logGamma(2.665), 0.40720847870407434)).toBeLessThan(RELATIVE)
    expect(errorOf(logGamma(1e-8), 18.420680738180209)).toBeLessThan(RELATIVE)
    expect(errorOf(logGamma(1e6), 12815504.569147611)).toBeLessThan(RELATIVE)
  })

  it('error: InvalidParameterError', () => {
    for (const bad of [0, -1, Number.NaN, Infinity]) {
      expect(() => logGamma(bad)).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER' }))
      expect(() => digamma(bad)).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER' }))
    }
  })

  it('property: the recurrence and the duplication formula hold', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 500, noNaN: true }), (x) => {
        expect(errorOf(logGamma(x + 1), logGamma(x) + Math.log(x))).toBeLessThan(RELATIVE * 2)
        const duplicated = (2 * x - 1) * Math.LN2 - Math.log(Math.PI) / 2 + logGamma(x) + logGamma(x + 0.5)
        expect(errorOf(logGamma(2 * x), duplicated)).toBeLessThan(RELATIVE * 4)
      }),
    )
  })
})

describe('digamma', () => {
  it('default: closed forms', () => {
    const euler = 0.5772156649015329
    expect(errorOf(digamma(1), -euler)).toBeLessThan(RELATIVE)
    expect(errorOf(digamma(0.5), -euler - 2 * Math.LN2)).toBeLessThan(RELATIVE)
    let harmonic = 0
    for (let n = 1; n < 100; n++) {
      harmonic += 1 / n
      expect(errorOf(digamma(n + 1), harmonic - euler)).toBeLessThan(RELATIVE)
    }
  })

  it('property: it is the derivative of logGamma', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 300, noNaN: true }), (x) => {
        const h = 1e-3 * Math.min(1, x)
        const d = (k: number) => (logGamma(x + k * h) - logGamma(x - k * h)) / (2 * k * h)
        expect(Math.abs((4 * d(1) - d(2)) / 3 - digamma(x))).toBeLessThan(1e-9 * (1 + logGamma(x + 2)))
      }),
    )
  })
})
