import { describe, expect, it } from '@jest/globals'
import { parse } from '../../../core/schemas/parse.js'
import { liquidationBonus } from '../../../models/policy/liquidationBonus.js'
import { modelConfigSchema } from '../../../models/policy/modelConfig.js'

const models = parse(modelConfigSchema, {}, 'Test models')

describe('liquidationBonus', () => {
  it('default', () => {
    // 0.02 + 0.001 + 0.001 + 2.33 x 0.12 x sqrt(30 / 1440) = 0.062356…
    const { lbBps, priceRisk } = liquidationBonus({ dailyVolatility: 0.12, models })
    expect(lbBps).toBe(10_624)
    expect(priceRisk).toBe(2.33 * 0.12 * Math.sqrt(30 / 1_440))
  })

  it('behavior: the floor holds in calm markets', () => {
    expect(liquidationBonus({ dailyVolatility: 0.03, models }).lbBps).toBe(10_500)
    expect(liquidationBonus({ dailyVolatility: 0, models }).bonus).toBe(0.05)
  })

  it('behavior: absurd volatility asks for what a uint16 holds', () => {
    for (const dailyVolatility of [100, 1e300]) expect(liquidationBonus({ dailyVolatility, models }).lbBps).toBe(65_535)
  })
})
