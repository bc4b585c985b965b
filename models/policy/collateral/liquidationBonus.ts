import { type Bps, bps, MAX_BPS, toBpsUp } from '../../../core/units/bps.js'
import type { ModelConfig } from '../modelConfig.js'

/** The bonus that the models ask for, and what it is made of, as fractions. */
export interface LiquidationBonus {
  /** Slippage + fee + gas. */
  readonly cost: number
  /** z x volatility x sqrt(execution time). */
  readonly priceRisk: number
  /** Share of the bonus that the protocol keeps, and the liquidator does not get. */
  readonly protocolFee: number
  /** max(floor, (cost + price risk) / (1 - protocol fee)), at most what a uint16 holds. */
  readonly bonus: number
  /** As on chain: 10500 for a bonus of 5 %, rounded up, at most what a uint16 holds. */
  readonly lbBps: Bps
}

/**
 * Compute the bonus that makes liquidating worth its cost and the price risk while it is carried out.
 *
 * LB = max(floor, (slippage + fee + gas + z sigma sqrt(t)) / (1 - f)), with sigma the combined fast forecast, t the execution time, and f the share
 * of the bonus that the protocol keeps.
 *
 * @param dailyVolatility - standard deviation of the daily log return, a fraction.
 * @param protocolFee - share of the bonus, 0 to 1.
 * @source LiquidationLogic.sol (`_calculateAvailableCollateralToLiquidate`) of aave-v3-origin 3.6.0: the fee is taken from the bonus alone
 * @example
 * import { liquidationBonus, modelConfigSchema } from 'plimsoll/models'
 *
 * const models = modelConfigSchema.parse({})
 * liquidationBonus({ dailyVolatility: 0.05, models }).lbBps // 10500
 */
export function liquidationBonus({
  dailyVolatility,
  protocolFee = 0,
  models,
}: {
  dailyVolatility: number
  protocolFee?: number
  models: ModelConfig
}): LiquidationBonus {
  const cost = models.slippage + models.liquidationFee + models.gasFraction
  const priceRisk = models.bonusZScore * dailyVolatility * Math.sqrt(models.executionMinutes / (24 * 60))
  const highest = MAX_BPS / 10_000
  const needed = protocolFee < 1 ? (cost + priceRisk) / (1 - protocolFee) : highest
  const bonus = Math.min(highest - 1, Math.max(models.bonusFloor, needed))
  return { cost, priceRisk, protocolFee, bonus, lbBps: 1 + bonus >= highest ? bps(MAX_BPS) : toBpsUp(1 + bonus) }
}
