import { type Bps, bps, MAX_BPS, toBpsUp } from '../../core/units/bps.js'
import type { ModelConfig } from './modelConfig.js'

/** The bonus that the models ask for, and what it is made of, as fractions. */
export interface LiquidationBonus {
  /** Slippage + fee + gas. */
  readonly cost: number
  /** z x volatility x sqrt(execution time). */
  readonly priceRisk: number
  /** max(floor, cost + price risk). */
  readonly bonus: number
  /** As on chain: 10500 for a bonus of 5 %, rounded up, at most what a uint16 holds. */
  readonly lbBps: Bps
}

/**
 * Compute the bonus that makes liquidating worth its cost and the price risk while it is carried out.
 *
 * LB = max(floor, slippage + fee + gas + z sigma sqrt(t)), with sigma the combined fast forecast and t the execution time.
 *
 * @param dailyVolatility - standard deviation of the daily log return, a fraction.
 */
export function liquidationBonus({
  dailyVolatility,
  models,
}: {
  dailyVolatility: number
  models: ModelConfig
}): LiquidationBonus {
  const cost = models.slippage + models.liquidationFee + models.gasFraction
  const priceRisk = models.bonusZScore * dailyVolatility * Math.sqrt(models.executionMinutes / (24 * 60))
  const bonus = Math.max(models.bonusFloor, cost + priceRisk)
  const highest = MAX_BPS / 10_000
  return { cost, priceRisk, bonus, lbBps: 1 + bonus >= highest ? bps(MAX_BPS) : toBpsUp(1 + bonus) }
}
