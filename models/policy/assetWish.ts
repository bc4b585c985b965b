import type { AssetForecast } from './assetForecast.js'
import type { GuardrailContext } from './guardrails/limit.js'
import { limitedBonus } from './guardrails/limitedBonus.js'
import type { Wish } from './guardrails/wish.js'
import { type LiquidationBonus, liquidationBonus } from './liquidationBonus.js'
import { type LiquidationThreshold, liquidationThreshold } from './liquidationThreshold.js'
import { type LoanToValue, loanToValue } from './loanToValue.js'
import type { ModelConfig } from './modelConfig.js'

/** What the models ask for on one asset, with what each number is made of. */
export interface AssetWish extends Wish {
  readonly bonus: LiquidationBonus
  /** The bonus that the threshold was computed with: the target within its own guardrails. */
  readonly lbForThresholdBps: number
  readonly threshold: LiquidationThreshold
  readonly loanToValue: LoanToValue
  readonly feedDeviationBps: number
}

/** Compute one asset's target: bonus, then the threshold for the bonus that can be proposed, then LTV below it. */
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
  const bonus = liquidationBonus({ dailyVolatility: forecast.volatility.combinedDaily, models })
  const limited = limitedBonus(context, bonus.lbBps).bps
  // A reserve that is no collateral has a bonus of 0 on chain: its threshold is told for the bonus that it would need.
  const lbForThresholdBps = limited > 10_000 ? limited : bonus.lbBps
  const threshold = liquidationThreshold({
    lbBps: lbForThresholdBps,
    tailLogLoss: forecast.tail.blendedLogLoss,
    feedDeviationBps,
    models,
  })
  const ltv = loanToValue({
    ltBps: threshold.ltBps,
    protectionLogLoss: forecast.protection.blendedLogLoss,
    bufferBps: context.guardrails.ltvBufferBps,
  })
  return {
    target: { ltvBps: ltv.ltvBps, ltBps: threshold.ltBps, lbBps: bonus.lbBps },
    ltvGapBps: ltv.gapBps,
    bonus,
    lbForThresholdBps,
    threshold,
    loanToValue: ltv,
    feedDeviationBps,
  }
}
