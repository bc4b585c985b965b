import { describe, expect, it } from '@jest/globals'
import {
  antiProcyclicalityTools,
  bufferedMargins,
  flooredMargins,
  stressWeightedMargins,
} from '../../../models/procyclicality/antiProcyclicalityTools.js'
import { longRunVolatilities } from '../../../models/procyclicality/longRunVolatilities.js'
import { peakToTrough } from '../../../models/procyclicality/measures.js'
import { expectClose, expectRelative } from '../../support/expectClose.js'
import fc from '../../support/fastCheck.js'

const code = (value: string) => expect.objectContaining({ code: value })
const margin = fc.double({ min: 1e-3, max: 1e3, noNaN: true })
const history = fc.array(margin, { minLength: 1, maxLength: 50 })

describe('bufferedMargins', () => {
  it('default: stands still while the buffer lasts, follows beyond it, falls with a full buffer', () => {
    expect([...bufferedMargins([100, 120, 130, 110, 100], 0.25)]).toEqual([125, 125, 130, 130, 125])
  })

  it('behavior: without a buffer nothing changes', () => {
    expect([...bufferedMargins([3, 1, 2], 0)]).toEqual([3, 1, 2])
  })

  it('property: between the calculation and a full buffer, and no more procyclical than the calculation', () => {
    fc.assert(
      fc.property(history, (margins) => {
        const charged = bufferedMargins(margins)
        for (const [t, value] of charged.entries()) {
          expect(value).toBeGreaterThanOrEqual(margins[t] as number)
          expect(value).toBeLessThanOrEqual(1.25 * (margins[t] as number))
        }
        expect(peakToTrough(charged)).toBeLessThanOrEqual(peakToTrough(margins) * 1.25 * (1 + 1e-12))
        const moves = (path: ArrayLike<number>) =>
          Array.from(path).reduce((sum, value, t) => sum + (t === 0 ? 0 : Math.abs(Math.log(value / (path[t - 1] as number)))), 0)
        expect(moves(charged)).toBeLessThanOrEqual(moves(margins) + 1e-9)
      }),
    )
  })

  it('error: each hostile input has its own error', () => {
    expect(() => bufferedMargins([])).toThrow(code('SERIES_TOO_SHORT'))
    for (const bad of [0, -1, Number.NaN, Infinity]) expect(() => bufferedMargins([1, bad])).toThrow(code('INVALID_SERIES_VALUE'))
    for (const bad of [-0.1, Number.NaN, Infinity]) expect(() => bufferedMargins([1], bad)).toThrow(code('INVALID_PARAMETER'))
    expect(() => bufferedMargins([1.7e308])).toThrow(code('INVALID_PARAMETER'))
  })
})

describe('stressWeightedMargins', () => {
  it('default: a quarter of the stressed margin', () => {
    expect([...stressWeightedMargins([100, 200], 400)]).toEqual([175, 250])
  })

  it('property: less procyclical than the calculation', () => {
    fc.assert(
      fc.property(history, margin, (margins, stressed) => {
        expect(peakToTrough(stressWeightedMargins(margins, stressed))).toBeLessThanOrEqual(peakToTrough(margins) * (1 + 1e-12))
      }),
    )
  })

  it('error: each hostile input has its own error', () => {
    expect(() => stressWeightedMargins([], 1)).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => stressWeightedMargins([Number.NaN], 1)).toThrow(code('INVALID_SERIES_VALUE'))
    for (const bad of [0, Number.NaN, Infinity]) expect(() => stressWeightedMargins([1], bad)).toThrow(code('INVALID_PARAMETER'))
    for (const bad of [-0.1, 1.1, Number.NaN]) expect(() => stressWeightedMargins([1], 1, bad)).toThrow(code('INVALID_PARAMETER'))
  })
})

describe('flooredMargins and longRunVolatilities', () => {
  it('default: never below the floor', () => {
    expect([...flooredMargins([1, 3, 2], [2, 2, 2])]).toEqual([2, 3, 2])
  })

  it('default: the mean square of the window, growing until it is full', () => {
    const volatilities = longRunVolatilities([3, 4, 0, 0], 2)
    for (const [t, expected] of [3, Math.sqrt(12.5), Math.sqrt(8), 0].entries()) {
      expectClose(volatilities[t] as number, expected, 1e-15)
    }
  })

  it('behavior: a crash that has left the window is forgotten to the last digit', () => {
    const calm = Array.from({ length: 40 }, (_, t) => 1e-3 * Math.cos(t * t))
    const volatilities = longRunVolatilities([1e6, ...calm], 10)
    const expected = Math.sqrt(calm.slice(-10).reduce((sum, r) => sum + r * r, 0) / 10)
    // Squares of the crash and of the calm are 18 digits apart.
    expectRelative(volatilities.at(-1) as number, expected, 1e-6)
  })

  it('property: agrees with recomputing every window', () => {
    const returns = fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(returns, fc.integer({ min: 1, max: 20 }), (r, lookback) => {
        for (const [t, volatility] of longRunVolatilities(r, lookback).entries()) {
          const window = r.slice(Math.max(0, t + 1 - lookback), t + 1)
          expect(Math.abs(volatility - Math.sqrt(window.reduce((sum, x) => sum + x * x, 0) / window.length))).toBeLessThan(1e-9)
        }
      }),
    )
  })

  it('error: each hostile input has its own error', () => {
    expect(() => flooredMargins([1], [1, 2])).toThrow(code('MISALIGNED_SERIES'))
    expect(() => flooredMargins([], [])).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => flooredMargins([1], [0])).toThrow(code('INVALID_SERIES_VALUE'))
    expect(() => longRunVolatilities([])).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => longRunVolatilities([Number.NaN])).toThrow(code('INVALID_SERIES_VALUE'))
    expect(() => longRunVolatilities([1], 0)).toThrow(code('INVALID_PARAMETER'))
    expectRelative(longRunVolatilities([1e300])[0] as number, 1e300, 1e-15)
    expectRelative(longRunVolatilities([5e-324])[0] as number, 5e-324, 1e-15)
    expect([...longRunVolatilities([0, 0])]).toEqual([0, 0])
  })
})

describe('antiProcyclicalityTools', () => {
  it.each(Object.entries(antiProcyclicalityTools))('property: %s gives positive margins as many as it takes', (_, tool) => {
    fc.assert(
      fc.property(history, margin, (margins, level) => {
        const charged = tool({ margins, stressedMargin: level, floors: margins.map(() => level) })
        expect(charged.length).toBe(margins.length)
        expect(charged.every((value) => value > 0 && value < Infinity)).toBe(true)
      }),
    )
  })
})
