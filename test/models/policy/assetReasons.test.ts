import { describe, expect, it } from '@jest/globals'
import { parse } from '../../../core/schemas/parse.js'
import { bps } from '../../../core/units/bps.js'
import { collateralParametersSchema } from '../../../models/market/marketState.js'
import { assetForecast } from '../../../models/policy/assetForecast.js'
import { assetReasons } from '../../../models/policy/assetReasons.js'
import type { AssetWish } from '../../../models/policy/assetWish.js'
import { modelConfigSchema } from '../../../models/policy/modelConfig.js'
import { snapshotOf, syntheticSeries } from './snapshotOf.js'

const daily = syntheticSeries({ asset: 'WETH', seed: 2, days: 620, dailyVolatility: 0.05 })
const [data] = snapshotOf([{ asset: 'WETH', daily }]).assets
const parameters = (ltvBps: number, ltBps: number, lbBps: number) =>
  parse(collateralParametersSchema, { ltvBps, ltBps, lbBps }, 'Test parameters')
const wish: AssetWish = {
  target: parameters(6_358, 7_050, 10_500),
  ltvGapBps: 692,
  band: null,
  bonus: { cost: 0.02, priceRisk: 0.01, bonus: 0.05, lbBps: bps(10_500) },
  lbForThresholdBps: 10_500,
  threshold: { quantileLoss: 0.2, survival: 0.75, solvencyCap: 0.93, ltBps: bps(7_050) },
  loanToValue: { protectionLoss: 0.0691, gapBps: 692, ltvBps: bps(6_358) },
  feedDeviationBps: 50,
}

function reason(code: string, { proposed = [7_850, 8_100, 10_500] as [number, number, number], config = {} } = {}) {
  const models = parse(modelConfigSchema, { bandDraws: 20, ...config }, 'Test models')
  const found = assetReasons({
    data,
    forecast: assetForecast(data, models),
    guarded: undefined,
    wish,
    proposed: parameters(...proposed),
    notAdjustable: null,
    models,
  }).find((one) => one.code === code)
  if (found === undefined) throw new Error(`${code} is missing`)
  return found
}

describe('assetReasons', () => {
  it('default: LTV is told as it is asked for and as it is proposed, what is survived rounded down', () => {
    const { text, figures } = reason('loanToValue')
    // 1 - 78.5 / 81 = 3.086 %.
    expect(text).toBe(
      'The models ask for LTV 692 bps below the threshold, for a loss of 6.91 % at 0.95. Proposed are 250 bps: a borrower at full LTV survives a price fall of 3.08 %.',
    )
    expect(figures).toMatchObject({ gapBps: 692, ltvBps: 6_358, proposedGapBps: 250, survivedFallBps: 308 })
  })

  it('behavior: a reserve that is no collateral has no borrower at full LTV', () => {
    expect(reason('loanToValue', { proposed: [0, 0, 0] }).text).toMatch(/at 0\.95\.$/)
  })
})
