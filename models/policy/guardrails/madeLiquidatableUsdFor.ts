import { healthOf, isLiquidatable } from '../../liquidation/health.js'
import { type Thresholds, thresholdsOf } from '../../liquidation/thresholds.js'
import { usdOf } from '../../liquidation/usdOf.js'
import { valuePositions } from '../../liquidation/valuePositions.js'
import type { MarketState } from '../../market/marketState.js'

/**
 * Prepare the question that the search for the largest step asks again and again: how much debt does a change itself make liquidatable?
 *
 * @param lowest - the lowest thresholds that will be asked about: accounts that stay healthy there are never looked at again.
 * @returns USD of debt at the oracle's prices, for given thresholds.
 * @throws {InconsistentStateError} when the state contradicts itself.
 */
export function madeLiquidatableUsdFor(state: MarketState, lowest: Thresholds): (thresholds: Thresholds) => number {
  const { positions, decimals } = valuePositions(state)
  const live = thresholdsOf(state)
  const exposed = positions.filter(
    (position) => !isLiquidatable(healthOf(position, live)) && isLiquidatable(healthOf(position, lowest)),
  )
  return (thresholds) => {
    let total = 0n
    for (const position of exposed) if (isLiquidatable(healthOf(position, thresholds))) total += position.totalDebt
    return usdOf(total, decimals)
  }
}
