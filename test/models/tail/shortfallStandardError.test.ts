import { describe, expect, it } from '@jest/globals'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { historicalShortfall, shortfallStandardError } from '../../../models/tail/historicalShortfall.js'
import { expectRelative } from '../../support/expectClose.js'
import fc from '../../support/fastCheck.js'

const DRAWS = 4_000
const SAMPLES = 400
const P = 0.95
/** Of a standard deviation over 400 samples, which is known to 1 / sqrt(2 x 400) = 3.5 %: three times that. */
const SAMPLING_TOLERANCE = 0.11

describe('shortfallStandardError', () => {
  it('default: exponential losses, by the closed form', () => {
    // Beyond its quantile an exponential is exponential again: Var(excess) = 2 (1 - p) - (1 - p)^2.
    const losses = Float64Array.from({ length: 200_000 }, (_, i) => -Math.log(1 - (i + 0.5) / 200_000))
    const expected = Math.sqrt((2 * (1 - P) - (1 - P) ** 2) / losses.length) / (1 - P)
    expectRelative(shortfallStandardError(losses, P), expected, 1e-3)
  })

  it('behavior: it is what the shortfalls of many samples scatter by', () => {
    const random = xoroshiro128plus(20_220_612)
    const found = Array.from({ length: SAMPLES }, () => {
      const losses = Float64Array.from({ length: DRAWS }, () => -Math.log(1 - uniformFloat64(random)))
      const returns = losses.map((loss) => -loss)
      return { shortfall: historicalShortfall(returns, P), error: shortfallStandardError(losses, P) }
    })
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    const centre = mean(found.map(({ shortfall }) => shortfall))
    const scatter = Math.sqrt(mean(found.map(({ shortfall }) => (shortfall - centre) ** 2)))
    expectRelative(mean(found.map(({ error }) => error)), scatter, SAMPLING_TOLERANCE)
  })

  it('behavior: constant losses, one loss', () => {
    expect(shortfallStandardError([5, 5, 5], 0.9)).toBe(0)
    expect(shortfallStandardError([7], 0.9)).toBe(0)
  })

  it('property: finite, not negative, and it scales with the losses', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e300, noNaN: true }), { minLength: 1, maxLength: 50 }),
        fc.double({ min: 0.01, max: 0.999, noNaN: true }),
        (losses, p) => {
          const error = shortfallStandardError(losses, p)
          expect(error >= 0 && error < Infinity).toBe(true)
          const half = shortfallStandardError(
            losses.map((loss) => loss / 2),
            p,
          )
          // Denormal losses lose digits when they are halved.
          if (error > 1e-290) expectRelative(half, error / 2, 1e-9)
        },
      ),
    )
  })

  it('error: no loss, no number, no probability', () => {
    expect(() => shortfallStandardError([], 0.5)).toThrow(expect.objectContaining({ code: 'SERIES_TOO_SHORT' }))
    expect(() => shortfallStandardError([Number.NaN], 0.5)).toThrow(expect.objectContaining({ code: 'INVALID_SERIES_VALUE' }))
    expect(() => shortfallStandardError([1], 1)).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER' }))
  })
})
