import { describe, expect, it } from '@jest/globals'
import { walkTailLosses } from '../../../models/backtest/tailCoverage.js'
import { modelConfigSchema } from '../../../models/policy/modelConfig.js'
import { InvalidParameterError } from '../../../models/errors.js'
import { tailLoss } from '../../../models/tail/tailLoss.js'
import { dailySeries } from '../../support/dailySeries.js'

const series = dailySeries({ days: 421 })

describe('walkTailLosses', () => {
  const config = modelConfigSchema.parse({ minimumDays: 150, tailProbability: 0.99 })
  const closes = Float64Array.from(series.close)

  it("default: each estimate is the policy's own at the end of its day", () => {
    const losses = walkTailLosses({ closes, from: 400, config })
    expect(losses).toHaveLength(21)
    expect(losses[5]).toEqual(tailLoss({ closes: series.close.slice(0, 406), config }))
  })

  it('behavior: a future of NaN changes nothing before it, and is met after it', () => {
    const poisoned = closes.map((close, t) => (t <= 410 ? close : Number.NaN))
    const whole = walkTailLosses({ closes, from: 400, config })
    expect(walkTailLosses({ closes: poisoned.subarray(0, 411), from: 400, config })).toEqual(whole.slice(0, 11))
    expect(() => walkTailLosses({ closes: poisoned, from: 400, config })).toThrow(/NaN/)
  })

  it('error: InvalidParameterError', () => {
    for (const from of [-1, 1.5, 421]) expect(() => walkTailLosses({ closes, from, config })).toThrow(InvalidParameterError)
  })
})
