import { describe, expect, it } from '@jest/globals'
import { tailCoverage, walkTailLosses } from '../../../models/backtest/tailCoverage.js'
import { modelConfigSchema } from '../../../models/policy/modelConfig.js'
import { dailySeries } from '../../support/dailySeries.js'

const closes = Float64Array.from(dailySeries({ days: 421 }).close)
const config = modelConfigSchema.parse({ minimumDays: 150, tailProbability: 0.9 })
const from = 300

describe('tailCoverage', () => {
  it("default: counts the days that lost more than the policy's tail of the evening before", () => {
    const losses = walkTailLosses({ closes: closes.subarray(0, -1), from, config }).map(({ logLoss }) => logLoss)
    const worse = losses.filter((loss, k) => -Math.log((closes[from + k + 1] ?? 1) / (closes[from + k] ?? 1)) > loss)
    const coverage = tailCoverage({ closes, from, config })
    expect(coverage).toMatchObject({ probability: 0.9, days: 120, violations: worse.length })
    expect([...coverage.losses]).toEqual(losses)
    expect(worse.length).toBeGreaterThan(0)
  })

  it('behavior: daily returns are held against the loss of a day, whatever the horizon', () => {
    for (const horizonHours of [1, 6, 24]) {
      expect(tailCoverage({ closes, from, config: { ...config, horizonHours } })).toEqual(tailCoverage({ closes, from, config }))
    }
  })
})
