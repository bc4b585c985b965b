import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { PlimsollError } from '../../../core/errors/plimsollError.js'
import { normalSource } from '../../../models/scenarios/zigguratNormals.js'
import { optimalBlockLength } from '../../../models/statistics/optimalBlockLength.js'
import { dem2gbpReturns, sp500Returns } from '../../support/returnSeries.js'
import { describeWithSharedData } from '../../support/sharedData.js'

const RELATIVE = 1e-9

describeWithSharedData('optimalBlockLength on real returns', () => {
  it('default: agrees with arch 8.0.0, bootstrap.optimal_block_length', () => {
    const cases: [Float64Array, number][] = [
      [sp500Returns(), 9.08523875952204],
      [sp500Returns().map((r) => r * r), 136.21064031779244],
      [dem2gbpReturns().map(Math.abs), 77.26054401458082],
    ]
    for (const [values, expected] of cases) expect(Math.abs(optimalBlockLength(values) / expected - 1)).toBeLessThan(RELATIVE)
  })

  it('behavior: never below one observation, where arch gives 0.87', () => {
    expect(optimalBlockLength(dem2gbpReturns())).toBe(1)
  })
})

describe('optimalBlockLength', () => {
  it('default: a persistent series asks for longer blocks than an independent one', () => {
    const normal = normalSource(5)
    let level = 0
    const independent = Float64Array.from({ length: 2000 }, normal)
    const persistent = independent.map((shock) => {
      level = 0.9 * level + shock
      return level
    })
    expect(optimalBlockLength(persistent)).toBeGreaterThan(5 * optimalBlockLength(independent))
  })

  it('error: each hostile input has its own error', () => {
    expect(() => optimalBlockLength([])).toThrow(expect.objectContaining({ code: 'SERIES_TOO_SHORT', required: 10 }))
    expect(() => optimalBlockLength(new Float64Array(20).fill(3))).toThrow(expect.objectContaining({ code: 'DEGENERATE_SERIES' }))
    for (const bad of [Number.NaN, Infinity]) {
      const values = Float64Array.from({ length: 20 }, (_, i) => (i === 4 ? bad : i))
      expect(() => optimalBlockLength(values)).toThrow(expect.objectContaining({ code: 'INVALID_SERIES_VALUE', index: 4 }))
    }
  })

  it('property: a length within its range, or a typed error', () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { minLength: 0, maxLength: 60 }), (values) => {
        try {
          const block = optimalBlockLength(values)
          expect(block).toBeGreaterThanOrEqual(1)
          expect(block).toBeLessThanOrEqual(values.length / 3 + 1)
        } catch (error) {
          expect(error).toBeInstanceOf(PlimsollError)
        }
      }),
    )
  })
})
