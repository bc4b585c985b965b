import { describe, expect, it } from '@jest/globals'
import { ewmaVariance, ewmaVolatility, SEED_DAYS } from '../../../models/volatility/ewma.js'
import fc from '../../support/fastCheck.js'

const RELATIVE = 1e-12

describe('ewmaVariance', () => {
  it('default: the recursion by hand', () => {
    const variances = ewmaVariance({ returns: [0.1, 0], lambda: 0.5, initialVariance: 0.04 })
    const expected = [0.04, 0.025, 0.0125]
    expect(variances).toHaveLength(3)
    for (const [t, value] of variances.entries()) expect(Math.abs(value / (expected[t] as number) - 1)).toBeLessThan(RELATIVE)
  })

  it('behavior: no return gives the initial variance', () => {
    expect([...ewmaVariance({ returns: [], lambda: 0.9, initialVariance: 0.01 })]).toEqual([0.01])
  })

  it('behavior: constant returns hold their variance', () => {
    const variances = ewmaVariance({ returns: new Array(500).fill(0.02), lambda: 0.94, initialVariance: 0.0004 })
    for (const value of variances) expect(Math.abs(value / 0.0004 - 1)).toBeLessThan(RELATIVE)
  })

  it('error: InvalidParameterError on lambda and on the initial variance', () => {
    for (const lambda of [0, 1, -1, Number.NaN]) {
      expect(() => ewmaVariance({ returns: [], lambda, initialVariance: 1 })).toThrow(
        expect.objectContaining({ code: 'INVALID_PARAMETER' }),
      )
    }
    for (const initialVariance of [-1, Number.NaN, Infinity]) {
      expect(() => ewmaVariance({ returns: [], lambda: 0.9, initialVariance })).toThrow(
        expect.objectContaining({ code: 'INVALID_PARAMETER' }),
      )
    }
  })

  it('property: equals the weighted sum of its definition', () => {
    const returns = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 80 })
    fc.assert(
      fc.property(returns, fc.double({ min: 0.5, max: 0.999, noNaN: true }), (r, lambda) => {
        const last = ewmaVariance({ returns: r, lambda, initialVariance: 0.01 }).at(-1) as number
        const naive = r.reduce(
          (sum, x, t) => sum + (1 - lambda) * lambda ** (r.length - 1 - t) * x * x,
          0.01 * lambda ** r.length,
        )
        expect(Math.abs(last / naive - 1)).toBeLessThan(1e-10)
      }),
    )
  })
})

describe('ewmaVolatility', () => {
  it('default: starts on the first days, filters the rest', () => {
    const returns = Float64Array.from({ length: SEED_DAYS + 1 }, (_, i) => (i < SEED_DAYS ? 0.01 : 0.05))
    const expected = Math.sqrt(0.94 * 0.0001 + 0.06 * 0.0025)
    expect(Math.abs(ewmaVolatility(returns, 0.94) / expected - 1)).toBeLessThan(RELATIVE)
  })

  it('error: SeriesTooShortError where nothing is left after the start', () => {
    expect(() => ewmaVolatility(new Float64Array(SEED_DAYS), 0.94)).toThrow(
      expect.objectContaining({ code: 'SERIES_TOO_SHORT', required: 61 }),
    )
  })
})
