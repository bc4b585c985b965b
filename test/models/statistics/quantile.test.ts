import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { quantile } from '../../../models/statistics/quantile.js'

const ULPS = 4 * Number.EPSILON

describe('quantile', () => {
  // R 4: quantile(c(1, 2, 4, 8, 16), p, type = 7).
  it.each([
    [0, 1],
    [0.1, 1.4],
    [0.25, 2],
    [0.5, 4],
    [0.6, 5.6],
    [0.9, 12.8],
    [1, 16],
  ])('default: type 7 at p = %d is %d', (p, expected) => {
    expect(Math.abs(quantile([16, 1, 8, 2, 4], p) / expected - 1)).toBeLessThanOrEqual(ULPS)
  })

  it('behavior: leaves its input alone and takes typed arrays', () => {
    const values = Float64Array.of(3, 1, 2)
    expect(quantile(values, 0.5)).toBe(2)
    expect([...values]).toEqual([3, 1, 2])
  })

  it('behavior: sorts by value, not by text', () => {
    expect(quantile([10, 9, -1, -10], 0)).toBe(-10)
  })

  it('behavior: one value is every quantile, and extremes do not overflow', () => {
    expect([0, 0.3, 1].map((p) => quantile([5], p))).toEqual([5, 5, 5])
    expect(quantile([-Number.MAX_VALUE, Number.MAX_VALUE], 0.5)).toBe(0)
  })

  it.each([-0.1, 1.1, Number.NaN])('error: InvalidParameterError at p = %d', (p) => {
    expect(() => quantile([1], p)).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER' }))
  })

  it('error: SeriesTooShortError on no value, InvalidSeriesValueError on NaN and infinity', () => {
    expect(() => quantile([], 0.5)).toThrow(expect.objectContaining({ code: 'SERIES_TOO_SHORT' }))
    expect(() => quantile([1, Number.NaN], 0.5)).toThrow(expect.objectContaining({ code: 'INVALID_SERIES_VALUE' }))
    expect(() => quantile([1, -Infinity], 0.5)).toThrow(expect.objectContaining({ code: 'INVALID_SERIES_VALUE' }))
  })

  it('property: within the sample, monotone in p, antisymmetric under reflection', () => {
    const sample = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 60 })
    const p = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(sample, p, p, (values, a, b) => {
        const [low, high] = [quantile(values, Math.min(a, b)), quantile(values, Math.max(a, b))]
        const slack = 1e-6
        expect(low).toBeLessThanOrEqual(high + slack)
        expect(low).toBeGreaterThanOrEqual(Math.min(...values) - slack)
        expect(high).toBeLessThanOrEqual(Math.max(...values) + slack)
        const mirrored = quantile(
          values.map((x) => -x),
          1 - a,
        )
        expect(Math.abs(mirrored + quantile(values, a))).toBeLessThan(slack)
      }),
    )
  })
})
