import { describe, expect, it } from '@jest/globals'
import { parse } from '../../../../core/schemas/parse.js'
import { bps } from '../../../../core/units/bps.js'
import { collateralParametersSchema } from '../../../../models/policy/collateral/parameter.js'
import { assetForecast } from '../../../../models/policy/collateral/assetForecast.js'
import { assetReasons } from '../../../../models/policy/collateral/assetReasons.js'
import type { AssetWish } from '../../../../models/policy/collateral/assetWish.js'
import { modelConfigSchema } from '../../../../models/policy/modelConfig.js'
import { snapshotOf, syntheticSeries } from './snapshotOf.js'

const daily = syntheticSeries({ asset: 'WETH', seed: 2, days: 620, dailyVolatility: 0.05 })
const [data] = snapshotOf([{ asset: 'WETH', daily }]).assets
const parameters = (ltvBps: number, ltBps: number, lbBps: number) =>
  parse(collateralParametersSchema, { ltvBps, ltBps, lbBps }, 'Test parameters')
const wish: AssetWish = {
  target: parameters(6_358, 7_050, 10_500),
  ltvGapBps: 692,
  band: null,
  bonus: { cost: 0.02, protocolFee: 0, priceRisk: 0.01, bonus: 0.05, lbBps: bps(10_500) },
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
      'The models ask for a loan-to-value 6.92 points below the threshold: the 95 % loss is 6.91 %. Proposed are 2.50 points: a borrower at full loan-to-value survives a price fall of 3.08 %.',
    )
    expect(figures).toMatchObject({ gapBps: 692, ltvBps: 6_358, proposedGapBps: 250, survivedFallBps: 308 })
  })

  it('behavior: a reserve that is not collateral has no borrower at full LTV', () => {
    expect(reason('loanToValue', { proposed: [0, 0, 0] }).text).toMatch(/the 95 % loss is 6\.91 %\.$/)
  })

  it('behavior: the long-run tail tells how many days lost more, and whether there are as many as the level asks for', () => {
    const losses = daily.close.slice(1).map((close, day) => -Math.log(close / (daily.close[day] ?? Number.NaN)))
    const at = (tailProbability: number, horizonHours = 24) => {
      const { text, figures } = reason('tailLoss', { config: { tailProbability, horizonHours } })
      const worse = losses.filter((loss) => loss * Math.sqrt(horizonHours / 24) > (figures.longRunLogLoss ?? Number.NaN))
      expect(figures).toMatchObject({ observations: 619, worseDays: worse.length })
      return { text, worse: worse.length }
    }
    // Between the worst and the second worst of 619 days: at 0.618 of the way.
    expect(at(0.999).text).toMatch(
      / 1 of the 619 days lost more than the long-run one\. A 99\.9 % quantile needs 1,000 days; only 619 are available\.$/,
    )
    // The seventh worst of 619 is at 6.18.
    expect(at(0.99).text).toMatch(/ 7 of the 619 days lost more than the long-run one\.$/)
    expect(at(0.99, 6)).toMatchObject({ worse: 7, text: expect.stringMatching(/ than the long-run one, each scaled to 6 h\.$/) })
  })

  it('behavior: exactly as many days as the level asks for are enough', () => {
    expect(reason('tailLoss', { config: { tailProbability: 1 - 1 / 619 } }).text).not.toContain('are available')
    expect(reason('tailLoss', { config: { tailProbability: 1 - 1 / 619.5 } }).text).toContain(
      'quantile needs 620 days; only 619 are available.',
    )
  })
})
