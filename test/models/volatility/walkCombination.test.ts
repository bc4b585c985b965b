import { describe, expect, it } from '@jest/globals'
import { walkCombination } from '../../../models/volatility/combineForecasts.js'
import { MisalignedSeriesError } from '../../../models/errors.js'
import { expectClose } from '../../support/expectClose.js'
import fc from '../../support/fastCheck.js'
import { hostilePositiveColumn } from '../../support/hostileNumbers.js'
import { orTyped } from '../../support/orTyped.js'

const proxies = Float64Array.from({ length: 60 }, (_, t) => 1 + 0.5 * Math.sin(t))
const good = proxies.map((value) => 1.05 * value)
const bad = proxies.map((value) => 3 * value)

describe('walkCombination', () => {
  it('default: starts with equal weights and goes to the better model', () => {
    const combined = walkCombination({ forecasts: [good, bad], proxies })
    expectClose(combined[0] as number, Math.sqrt((good[0] as number) * (bad[0] as number)), 1e-14)
    expectClose(combined[59] as number, good[59] as number, 1e-6)
  })

  it('behavior: a future of NaN changes no combination before it', () => {
    const whole = walkCombination({ forecasts: [good, bad], proxies })
    const blind = (values: Float64Array) => values.map((value, t) => (t < 30 ? value : Number.NaN)).subarray(0, 30)
    expect(walkCombination({ forecasts: [blind(good), blind(bad)], proxies: blind(proxies) })).toEqual(whole.subarray(0, 30))
    const wild = proxies.map((value, t) => (t < 30 ? value : 1e6))
    expect(walkCombination({ forecasts: [good, bad], proxies: wild }).subarray(0, 31)).toEqual(whole.subarray(0, 31))
  })

  it('behavior: all weigh alike for three weeks, and what is older than 250 days is forgotten', () => {
    const combined = walkCombination({ forecasts: [good, bad], proxies })
    expectClose(combined[20] as number, Math.sqrt((good[20] as number) * (bad[20] as number)), 1e-14)
    expectClose(combined[21] as number, good[21] as number, 1e-6)
    const long = Float64Array.from({ length: 600 }, (_, t) => 1 + 0.5 * Math.sin(t))
    const turned = long.map((value, t) => (t < 300 ? value : 3 * value))
    const other = long.map((value, t) => (t < 300 ? 3 * value : 1.05 * value))
    const late = walkCombination({ forecasts: [turned, other], proxies: long })
    expectClose(late[599] as number, other[599] as number, 1e-6)
  })

  it('error: MisalignedSeriesError', () => {
    expect(() => walkCombination({ forecasts: [good, bad.subarray(1)], proxies })).toThrow(MisalignedSeriesError)
  })
})

describe('walkCombination on anything', () => {
  it('property: combinations between the forecasts of their day, or a typed error', () => {
    const column = hostilePositiveColumn({ minLength: 40, maxLength: 40 })
    fc.assert(
      fc.property(column, column, column, (first, second, came) => {
        const [one, other, proxies] = [first, second, came].map((values) => Float64Array.from(values)) as [
          Float64Array,
          Float64Array,
          Float64Array,
        ]
        const combined = orTyped(() => walkCombination({ forecasts: [one, other], proxies }))
        for (const [t, value] of (combined ?? []).entries()) {
          const [low, high] = [one[t] as number, other[t] as number].sort((x, y) => x - y) as [number, number]
          expect(value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })
})
