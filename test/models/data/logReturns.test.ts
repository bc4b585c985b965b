import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { logReturns } from '../../../models/data/logReturns.js'

const ULPS = 4 * Number.EPSILON

describe('logReturns', () => {
  it('default', () => {
    const returns = logReturns([100, 110, 99])
    expect(returns).toBeInstanceOf(Float64Array)
    expect(returns).toHaveLength(2)
    expect(Math.abs((returns[0] as number) - Math.log(1.1))).toBeLessThan(5 * ULPS)
    expect(Math.abs((returns[1] as number) - Math.log(0.9))).toBeLessThan(5 * ULPS)
  })

  it('behavior: fewer than two prices give no return', () => {
    expect(logReturns([])).toHaveLength(0)
    expect(logReturns([3])).toHaveLength(0)
  })

  it('behavior: the largest and the smallest price do not overflow', () => {
    expect(logReturns([Number.MAX_VALUE, Number.MIN_VALUE, Number.MAX_VALUE]).every(Number.isFinite)).toBe(true)
  })

  it.each([0, -1, Number.NaN, Infinity])('error: InvalidSeriesValueError on a price of %s', (bad) => {
    expect(() => logReturns([1, bad, 1])).toThrow(expect.objectContaining({ code: 'INVALID_SERIES_VALUE', index: 1, value: bad }))
  })

  it('error: InvalidSeriesValueError on a lone bad price', () => {
    expect(() => logReturns([Number.NaN])).toThrow(expect.objectContaining({ code: 'INVALID_SERIES_VALUE' }))
  })

  it('property: returns add up to the logarithm of last over first', () => {
    const prices = fc.array(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), { minLength: 2, maxLength: 50 })
    fc.assert(
      fc.property(prices, (p) => {
        const sum = logReturns(p).reduce((a, b) => a + b, 0)
        expect(Math.abs(sum - (Math.log(p.at(-1) as number) - Math.log(p[0] as number)))).toBeLessThan(1e-11)
      }),
    )
  })
})
