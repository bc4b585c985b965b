import { describe, expect, it } from '@jest/globals'
import { largestIncrease, peakToTrough, stepResponse } from '../../../models/procyclicality/measures.js'
import { meanSquare } from '../../../models/statistics/meanSquare.js'
import { normalQuantile } from '../../../models/statistics/normal.js'
import { ewmaVariance } from '../../../models/volatility/ewma.js'
import { expectClose } from '../../support/expectClose.js'
import fc from '../../support/fastCheck.js'

const code = (value: string) => expect.objectContaining({ code: value })
const history = fc.array(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), { minLength: 6, maxLength: 50 })

describe('peakToTrough', () => {
  it('default', () => {
    expect(peakToTrough([2, 5, 4, 3])).toBe(2.5)
    expect(peakToTrough([7])).toBe(1)
  })

  it('error: each hostile input has its own error', () => {
    expect(() => peakToTrough([])).toThrow(code('SERIES_TOO_SHORT'))
    for (const bad of [0, -1, Number.NaN, Infinity]) expect(() => peakToTrough([1, bad])).toThrow(code('INVALID_SERIES_VALUE'))
    expect(() => peakToTrough([1e300, 5e-324])).toThrow(code('DEGENERATE_SERIES'))
  })
})

describe('largestIncrease', () => {
  it('default: a peak within the window counts', () => {
    expect(largestIncrease([100, 110, 130, 120, 90], 2)).toBe(0.3)
    expectClose(largestIncrease([100, 110, 130, 120, 90], 1), 2 / 11, 1e-15)
  })

  it('behavior: a margin that only falls never rises', () => {
    expect(largestIncrease([5, 4, 3], 1)).toBe(0)
  })

  it('property: more days never show less, and never more than peak to trough', () => {
    fc.assert(
      fc.property(history, (margins) => {
        expect(largestIncrease(margins, 5)).toBeGreaterThanOrEqual(largestIncrease(margins, 1))
        expect(largestIncrease(margins, 5)).toBeLessThanOrEqual((peakToTrough(margins) - 1) * (1 + 1e-9) + 1e-9)
      }),
    )
  })

  it('error: each hostile input has its own error', () => {
    expect(() => largestIncrease([1], 1)).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => largestIncrease([1, 2], 0)).toThrow(code('INVALID_PARAMETER'))
    expect(() => largestIncrease([1, Number.NaN], 1)).toThrow(code('INVALID_SERIES_VALUE'))
    expect(() => largestIncrease([5e-324, 1e300], 1)).toThrow(code('DEGENERATE_SERIES'))
  })
})

describe('stepResponse', () => {
  const pattern = [0.1, 0.9, 0.3, 0.7, 0.5].map((p) => normalQuantile(p * 0.98 + 0.01))

  it('default: the variance of an EWMA covers 1 - lambda^t of its way', () => {
    const lambda = 0.9
    const margin = (returns: Float64Array) => ewmaVariance({ returns, lambda, initialVariance: 1 }).at(-1) as number
    const { path, halfWay, ninetyPercent, overshoot } = stepResponse({
      margin,
      pattern: [1, -1],
      before: 500,
      after: 400,
      jump: 2,
    })
    for (const t of [0, 1, 10, 50]) expectClose(path[t] as number, 1 + 3 * (1 - lambda ** t), 1e-12)
    expect(halfWay).toBe(Math.ceil(Math.log(0.5) / Math.log(lambda)))
    expect(ninetyPercent).toBe(Math.ceil(Math.log(0.1) / Math.log(lambda)))
    expect(overshoot).toBe(0)
  })

  it('behavior: a window is done when it is full, and a faster filter answers sooner', () => {
    const window = (n: number) => (returns: Float64Array) => Math.sqrt(meanSquare(returns.slice(-n)))
    const slow = stepResponse({ margin: window(50), pattern, before: 100, after: 200, jump: 3 })
    const fast = stepResponse({ margin: window(10), pattern, before: 100, after: 200, jump: 3 })
    expectClose(slow.path[50] as number, 3, 1e-12)
    expect(fast.halfWay).toBeLessThan(slow.halfWay)
    expect(fast.ninetyPercent).toBeLessThan(slow.ninetyPercent)
  })

  it('behavior: a margin that does not answer has no way to go', () => {
    const { path, halfWay, overshoot } = stepResponse({ margin: () => 5, pattern, before: 1, after: 3, jump: 2 })
    expect([...path]).toEqual([1, 1, 1, 1])
    expect([halfWay, overshoot]).toEqual([0, 0])
  })

  it('behavior: a margin that overshoots says by how much', () => {
    const answers = [1, 4, 3]
    const { overshoot, halfWay } = stepResponse({
      margin: (returns) => answers[returns.length - 1] as number,
      pattern,
      before: 1,
      after: 2,
      jump: 2,
    })
    expect({ overshoot, halfWay }).toEqual({ overshoot: 0.5, halfWay: 1 })
  })

  it('error: each hostile input has its own error', () => {
    const inputs = { margin: () => 1, pattern, before: 1, after: 1, jump: 2 }
    for (const change of [{ before: 0 }, { after: 0.5 }, { pattern: [] }, { jump: 1 }, { jump: Number.NaN }]) {
      expect(() => stepResponse({ ...inputs, ...change })).toThrow(code('INVALID_PARAMETER'))
    }
    for (const bad of [0, Number.NaN, Infinity]) {
      expect(() => stepResponse({ ...inputs, margin: () => bad })).toThrow(code('DEGENERATE_SERIES'))
    }
  })
})
