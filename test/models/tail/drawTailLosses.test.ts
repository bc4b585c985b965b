import { describe, expect, it } from '@jest/globals'
import { modelConfigSchema } from '../../../models/policy/modelConfig.js'
import { normalSource } from '../../../models/scenarios/zigguratNormals.js'
import { drawTailLosses } from '../../../models/tail/drawTailLosses.js'
import { tailEstimators } from '../../../models/tail/tailEstimators.js'
import { tailLoss } from '../../../models/tail/tailLoss.js'
import { quantileBand } from '../../../models/statistics/bootstrap.js'
import fc from '../../support/fastCheck.js'
import { hostilePositiveColumn } from '../../support/hostileNumbers.js'
import { orTyped } from '../../support/orTyped.js'

const normal = normalSource(7)
const path = (returns: readonly number[]) => {
  const closes = [100]
  for (const r of returns) closes.push((closes.at(-1) as number) * Math.exp(r))
  return closes
}
const closes = path(Array.from({ length: 1_000 }, () => 0.03 * normal()))
/** Student-t returns with five degrees of freedom. */
const wild = path(Array.from({ length: 700 }, () => (0.02 * normal()) / Math.hypot(...[1, 2, 3, 4, 5].map(() => normal() / 2))))

describe('drawTailLosses', () => {
  it('default: a band around the estimate, for both losses, the same for the same seed', () => {
    const config = modelConfigSchema.parse({})
    const draws = drawTailLosses({ closes, config })
    const estimate = tailLoss({ closes, config }).logLoss
    const { p05, p50, p95 } = quantileBand(draws.tail)
    expect(draws.tail).toHaveLength(config.bandDraws)
    expect(p05 < estimate && estimate < p95 && p05 > 0.5 * estimate && p95 < 2 * estimate).toBe(true)
    expect(quantileBand(draws.protection).p95).toBeLessThan(p50)
    expect(drawTailLosses({ closes, config })).toEqual(draws)
    expect(drawTailLosses({ closes, config: { ...config, seed: 2 } })).not.toEqual(draws)
  })

  it('behavior: its spread is the asymptotic one of a quantile where returns are independent', () => {
    const config = modelConfigSchema.parse({ tailEstimator: 'historical', tailProbability: 0.9, bandDraws: 2_000 })
    const { tail } = drawTailLosses({ closes, config })
    const mean = tail.reduce((sum, value) => sum + value, 0) / tail.length
    const deviation = Math.sqrt(tail.reduce((sum, value) => sum + (value - mean) ** 2, 0) / tail.length)
    // sqrt(p (1 - p) / n) / density, for a normal return at its 10 % quantile.
    const asymptotic = (0.03 * Math.sqrt(0.09 / 1_000)) / 0.17549833
    expect(Math.abs(deviation / asymptotic - 1)).toBeLessThan(0.25)
  })

  it('behavior: every tail that a configuration may name has its draws', () => {
    for (const tailEstimator of Object.keys(tailEstimators)) {
      const config = modelConfigSchema.parse({ tailEstimator, tailProbability: 0.99, bandDraws: 20 })
      const { tail, protection } = drawTailLosses({ closes: wild, config })
      for (const draws of [tail, protection]) expect(draws.every((value) => value > 0 && value < 1)).toBe(true)
      // The normal tail takes nothing from the past but today's volatility, which is observed.
      expect(new Set(tail).size > 10).toBe(tailEstimator !== 'normal')
    }
  })

  it('behavior: a history that the estimator refuses is left out; where too many are, its refusal is told', () => {
    // Nearly normal: of some resamples the expansion is not monotone.
    const config = modelConfigSchema.parse({ tailEstimator: 'cornishFisher', tailProbability: 0.99 })
    expect(() => drawTailLosses({ closes, config })).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER' }))
    const pareto = modelConfigSchema.parse({ tailEstimator: 'mcNeilFrey' })
    const lengths = Array.from({ length: 8 }, (_, seed) => drawTailLosses({ closes: wild, config: { ...pareto, seed } }))
    for (const { tail, protection } of lengths) {
      expect(tail.length).toBe(protection.length)
      expect(tail.length).toBeGreaterThanOrEqual(0.9 * pareto.bandDraws)
    }
  })

  it('error: SeriesTooShortError, DegenerateSeriesError, InvalidSeriesValueError', () => {
    const config = modelConfigSchema.parse({})
    const draw = (other: number[]) => () => drawTailLosses({ closes: other, config })
    expect(draw(closes.slice(0, 400))).toThrow(expect.objectContaining({ code: 'SERIES_TOO_SHORT' }))
    expect(draw(closes.map(() => 5))).toThrow(expect.objectContaining({ code: 'DEGENERATE_SERIES' }))
    expect(draw(closes.with(600, Number.NaN))).toThrow(expect.objectContaining({ code: 'INVALID_SERIES_VALUE' }))
  })
})

describe('drawTailLosses on anything', () => {
  it.each(Object.keys(tailEstimators))('property: %s gives finite losses, none negative, or a typed error', (tailEstimator) => {
    const config = modelConfigSchema.parse({ minimumDays: 60, bandDraws: 20, tailEstimator, protectionProbability: 0.95 })
    fc.assert(
      fc.property(hostilePositiveColumn({ minLength: 1, maxLength: 140 }), (closes) => {
        const draws = orTyped(() => drawTailLosses({ closes, config }))
        for (const value of [...(draws?.tail ?? []), ...(draws?.protection ?? [])]) {
          expect(value >= 0 && Number.isFinite(value)).toBe(true)
        }
        if (draws !== null) expect(draws.tail.length).toBe(draws.protection.length)
      }),
      { numRuns: 40 },
    )
  })
})
