import { closableDebt } from './closableDebt.js'
import { healthOf, isLiquidatable } from './health.js'
import type { Book } from './book.js'
import { thresholdsOf, usdOf } from './thresholds.js'
import { valuePositions } from './valuePositions.js'

/**
 * Count the accounts that can be liquidated as things stand, with their debt in USD at the oracle's prices.
 *
 * @returns `closableUsd` is what of that debt the venue lets liquidators close at once, where its rule is known.
 * @throws {InconsistentStateError} when the state contradicts itself.
 */
export function alreadyLiquidatable(state: Book): { usd: number; accounts: number; closableUsd?: number } {
  const { positions, decimals } = valuePositions(state)
  const thresholds = thresholdsOf(state)
  const rule = state.liquidation
  const liquidatable = positions.filter((position) => isLiquidatable(healthOf(position, thresholds)))
  const total = liquidatable.reduce((sum, { totalDebt }) => sum + totalDebt, 0n)
  const counts = { usd: usdOf(total, decimals), accounts: liquidatable.length }
  if (rule === undefined) return counts
  const closable = liquidatable.reduce((sum, position) => {
    const health = healthOf(position, thresholds)
    return sum + closableDebt({ rule, position, health, thresholds, decimals })
  }, 0n)
  return { ...counts, closableUsd: usdOf(closable, decimals) }
}
