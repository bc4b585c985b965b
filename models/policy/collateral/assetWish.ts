import { quantileBand, type QuantileBand } from '../../statistics/bootstrap.js'
import type { AssetForecast } from './assetForecast.js'
import { limitedBonus } from './guardrails/assetPlan.js'
import type { GuardrailContext, Wish } from './guardrails/limit.js'
import { liquidationBonus, type LiquidationBonus } from './liquidationBonus.js'
import { liquidationThreshold, type LiquidationThreshold } from './liquidationThreshold.js'
import { loanToValue, type LoanToValue } from './loanToValue.js'
import type { ModelConfig } from '../modelConfig.js'

/** What the models ask for on one asset, with what each number is made of. */
export interface AssetWish extends Wish {
  readonly bonus: LiquidationBonus
  /** The bonus that the threshold was computed with: the target within its own guardrails. */
  readonly lbForThresholdBps: number
  readonly threshold: LiquidationThreshold
  readonly loanToValue: LoanToValue
  readonly feedDeviationBps: number
}

/**
 * Compute one asset's target and its band: bonus, then the threshold for the bonus that can be proposed, then LTV below it.
 *
 * The band of threshold and LTV holds that bonus still: it is what goes on chain with them.
 */
export function assetWish({
  context,
  forecast,
  feedDeviationBps,
  models,
}: {
  context: GuardrailContext
  forecast: Extract<AssetForecast, { isModelled: true }>
  feedDeviationBps: number
  models: ModelConfig
}): AssetWish {
  const protocolFee = context.live.liquidationProtocolFeeBps / 10_000
  const bonusAt = (dailyVolatility: number) => liquidationBonus({ dailyVolatility, protocolFee, models })
  const bonus = bonusAt(forecast.volatility.combinedDaily)
  const bonusDraws = forecast.volatility.combinedDraws.map((dailyVolatility) => bonusAt(dailyVolatility).lbBps)
  const bonusBand = wholeBand(bonusDraws)
  const limited = limitedBonus(context, bonus.lbBps, bonusBand).bps
  // An asset that is not collateral has a bonus of 0 on chain: its threshold is told for the bonus that it would need.
  const lbForThresholdBps = limited > 10_000 ? limited : bonus.lbBps
  const thresholdAt = (tailLogLoss: number) =>
    liquidationThreshold({ lbBps: lbForThresholdBps, tailLogLoss, feedDeviationBps, models })
  const ltvAt = (ltBps: number, protectionLogLoss: number) =>
    loanToValue({ ltBps, protectionLogLoss, bufferBps: context.guardrails.ltvBufferBps })
  const threshold = thresholdAt(forecast.tail.logLoss)
  const ltv = ltvAt(threshold.ltBps, forecast.protection.logLoss)
  const thresholdDraws = forecast.draws.tail.map((logLoss) => thresholdAt(logLoss).ltBps)
  const ltvDraws = thresholdDraws.map((ltBps, draw) => ltvAt(ltBps, forecast.draws.protection[draw] as number).ltvBps)
  return {
    target: { ltvBps: ltv.ltvBps, ltBps: threshold.ltBps, lbBps: bonus.lbBps },
    ltvGapBps: ltv.gapBps,
    band: { ltvBps: wholeBand(ltvDraws), ltBps: wholeBand(thresholdDraws), lbBps: bonusBand },
    bonus,
    lbForThresholdBps,
    threshold,
    loanToValue: ltv,
    feedDeviationBps,
  }
}

/** The band in whole basis points, rounded outward. */
function wholeBand(draws: Float64Array): QuantileBand {
  const { p05, p50, p95 } = quantileBand(draws)
  return { p05: Math.floor(p05), p50: Math.round(p50), p95: Math.ceil(p95) }
}
