import { describe, expect, it } from '@jest/globals'
import { lossSummarySchema, summariseLosses } from '../../../models/book/lossSummary.js'
import { expectRelative } from '../../support/expectClose.js'
import fc from '../../support/fastCheck.js'

const RELATIVE_TOLERANCE = 1e-12

describe('summariseLosses', () => {
  it('default', () => {
    const losses = Float64Array.of(0, 10, 0, 30, 0, 0, 20, 0, 0, 0)
    const summary = summariseLosses(losses, 0.75)
    expect(summary).toMatchObject({ meanUsd: 6, quantileUsd: 7.5, worstUsd: 30 })
    // The worst two and a half of ten: 30, 20 and half of 10.
    expectRelative(summary.expectedShortfallUsd, (30 + 20 + 5) / 2.5, RELATIVE_TOLERANCE)
    expect(losses[1]).toBe(10)
  })

  it('behavior: without losses every figure is 0, and none is negative zero', () => {
    const summary = summariseLosses(new Float64Array(5), 0.99)
    for (const value of Object.values(summary)) expect(Object.is(value, 0)).toBe(true)
  })

  it('behavior: where fewer scenarios are than the tail needs, the shortfall is the worst', () => {
    expect(summariseLosses(Float64Array.of(3, 1, 2), 0.999).expectedShortfallUsd).toBe(3)
  })

  it('property: mean and quantile never exceed the shortfall, nor the shortfall the worst', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e150, noNaN: true }), { minLength: 1, maxLength: 200 }),
        fc.double({ min: 0.01, max: 0.999, noNaN: true }),
        (values, probability) => {
          const { meanUsd, quantileUsd, expectedShortfallUsd, worstUsd } = lossSummarySchema.parse(
            summariseLosses(Float64Array.from(values), probability),
          )
          const slack = RELATIVE_TOLERANCE * worstUsd
          expect(worstUsd).toBe(Math.max(...values))
          expect(meanUsd).toBeLessThanOrEqual(expectedShortfallUsd + slack)
          expect(quantileUsd).toBeLessThanOrEqual(expectedShortfallUsd + slack)
          expect(expectedShortfallUsd).toBeLessThanOrEqual(worstUsd + slack)
        },
      ),
    )
  })

  it('error: no scenario, no number, no probability', () => {
    expect(() => summariseLosses(new Float64Array(), 0.5)).toThrow(expect.objectContaining({ code: 'SERIES_TOO_SHORT' }))
    expect(() => summariseLosses(Float64Array.of(1, Number.NaN), 0.5)).toThrow(
      expect.objectContaining({ code: 'INVALID_SERIES_VALUE' }),
    )
    for (const p of [0, 1, Number.NaN]) {
      expect(() => summariseLosses(Float64Array.of(1), p)).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER' }))
    }
  })
})
