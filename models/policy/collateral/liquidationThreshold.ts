import { type Bps, toBpsDown } from '../../../core/units/bps.js'
import type { ModelConfig } from '../modelConfig.js'

/** The threshold that the models ask for, and what it is made of, as fractions. */
export interface LiquidationThreshold {
  /** q = 1 - exp(-Q): the share of its price that the asset loses in the tail. */
  readonly quantileLoss: number
  /** (1 - slip) / (1 + LB) x (1 - q - deviation). */
  readonly survival: number
  /** (1 - buffer) / (1 + LB): above it a liquidation could not pay for itself. */
  readonly solvencyCap: number
  /** The lower of the two, not below 0, rounded down. */
  readonly ltBps: Bps
}

/**
 * Compute the threshold at which collateral still covers debt and bonus after the tail loss, sold with slippage at an oracle that lags.
 *
 * @param lbBps - the bonus that is *proposed* (after its guardrails), as on chain, so that LT x LB holds for the values that go on chain.
 * @param tailLogLoss - p-quantile Q of the log loss over the horizon, positive.
 * @param feedDeviationBps - deviation threshold of the asset's price feed.
 * @example
 * import { liquidationThreshold, modelConfigSchema } from 'plimsoll/models'
 *
 * const models = modelConfigSchema.parse({})
 * // A tail loss of 20 % and a bonus of 5 %.
 * const tailLogLoss = -Math.log(0.8)
 * liquidationThreshold({ lbBps: 10_500, tailLogLoss, feedDeviationBps: 50, models }).ltBps // 7420
 */
export function liquidationThreshold({
  lbBps,
  tailLogLoss,
  feedDeviationBps,
  models,
}: {
  lbBps: number
  tailLogLoss: number
  feedDeviationBps: number
  models: ModelConfig
}): LiquidationThreshold {
  const onePlusBonus = Math.max(lbBps, 1) / 10_000
  const quantileLoss = 1 - Math.exp(-tailLogLoss)
  const survival = ((1 - models.slippage) / onePlusBonus) * (1 - quantileLoss - feedDeviationBps / 10_000)
  const solvencyCap = (1 - models.solvencyBuffer) / onePlusBonus
  // A state whose bonus is below par is no market; a threshold above 1 would be none either.
  const fraction = Math.min(1, Math.max(0, Math.min(survival, solvencyCap)))
  return { quantileLoss, survival, solvencyCap, ltBps: toBpsDown(fraction) }
}
