import { expectRelative } from '../../../support/expectClose.js'
import { describe, expect, it } from '@jest/globals'
import { parse } from '../../../../core/schemas/parse.js'
import { liquidationBonus } from '../../../../models/policy/collateral/liquidationBonus.js'
import { modelConfigSchema } from '../../../../models/policy/modelConfig.js'

const models = parse(modelConfigSchema, {}, 'Test models')

/** A product and a quotient: an ULP each. */
const ROUNDING = 4 * Number.EPSILON

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

  it('behavior: what the protocol keeps of the bonus comes on top, so that the liquidator still gets the cost and the risk', () => {
    const input = { dailyVolatility: 0.12, models }
    const plain = liquidationBonus(input)
    const { bonus, protocolFee } = liquidationBonus({ ...input, protocolFee: 0.1 })
    expect(protocolFee).toBe(0.1)
    expectRelative(bonus * (1 - protocolFee), plain.cost + plain.priceRisk, ROUNDING)
    // Cost and risk of 4.70 %, below the floor, need 5.22 % where a tenth is kept.
    const dailyVolatility = (0.047 - plain.cost) / (2.33 * Math.sqrt(30 / 1_440))
    expect(liquidationBonus({ dailyVolatility, models }).lbBps).toBe(10_500)
    expect(liquidationBonus({ dailyVolatility, models, protocolFee: 0.1 }).lbBps).toBe(10_523)
    expect(liquidationBonus({ ...input, protocolFee: 1 }).lbBps).toBe(65_535)
  })

  it('behavior: absurd volatility asks for what a uint16 holds', () => {
    for (const dailyVolatility of [100, 1e300]) expect(liquidationBonus({ dailyVolatility, models }).lbBps).toBe(65_535)
  })
})
