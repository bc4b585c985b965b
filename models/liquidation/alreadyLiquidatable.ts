import type { MarketState } from '../market/marketState.js'
import { healthOf, isLiquidatable } from './health.js'
import { thresholdsOf } from './thresholds.js'
import { usdOf } from './usdOf.js'
import { valuePositions } from './valuePositions.js'

/**
 * Count the accounts that can be liquidated as things stand, with their debt in USD at the oracle's prices.
 *
 * @throws {InconsistentStateError} when the state contradicts itself.
 */
export function alreadyLiquidatable(state: MarketState): { usd: number; accounts: number } {
  const { positions, decimals } = valuePositions(state)
  const thresholds = thresholdsOf(state)
  const liquidatable = positions.filter((position) => isLiquidatable(healthOf(position, thresholds)))
  const total = liquidatable.reduce((sum, { totalDebt }) => sum + totalDebt, 0n)
  return { usd: usdOf(total, decimals), accounts: liquidatable.length }
}
