import { describe, expect, it } from '@jest/globals'
import { scoreTail } from '../../../../bench/models/tails/scoreTail.js'
import { fz0Losses } from '../../../../models/forecastTests/losses.js'
import { kupiec } from '../../../../models/forecastTests/kupiec.js'

const DAYS = 250
const returns = Float64Array.from({ length: DAYS }, (_, t) => (t % 50 === 0 ? -3 : 0.5))
const forecasts = {
  level: 0.975,
  days: Int32Array.from({ length: DAYS }, (_, t) => t),
  valueAtRisk: new Float64Array(DAYS).fill(2),
  expectedShortfall: new Float64Array(DAYS).fill(2.5),
}

describe('scoreTail', () => {
  it('default: counts, tests and scores all days', () => {
    const score = scoreTail(returns, forecasts)
    expect(score?.violations).toBe(5)
    expect(score?.kupiecPValue).toBe(kupiec({ observations: DAYS, violations: 5, violationProbability: 1 - 0.975 }).pValue)
    expect(score?.conditionalPValue).toBeGreaterThan(0)
    expect(score?.fz0).toEqual(fz0Losses({ returns, ...forecasts, violationProbability: 1 - 0.975 }))
    // A violation costs 97.5 % of the excess, another day 2.5 % of the distance.
    expect(Math.abs((score?.tick[0] ?? Number.NaN) - 9_750)).toBeLessThan(1e-9)
    expect(Math.abs((score?.tick[1] ?? Number.NaN) - 625)).toBeLessThan(1e-9)
    // Five violations of 3 against a shortfall of 2.5 where 6.25 are expected.
    expect(Math.abs((score?.z2 ?? Number.NaN) - (1 - (5 * 3) / 2.5 / 6.25))).toBeLessThan(1e-12)
  })

  it('behavior: only the days kept count, and clustering is not tested where fewer than five violations are expected', () => {
    const score = scoreTail(returns, forecasts, (day) => day >= 100)
    expect(score?.days).toHaveLength(150)
    expect(score?.violations).toBe(3)
    expect(score?.fz0).toHaveLength(150)
    expect(score?.conditionalPValue).toBeNull()
  })

  it('behavior: nothing to score on fewer than two days', () => {
    expect(scoreTail(returns, forecasts, (day) => day === 3)).toBeNull()
  })
})
