import { type Health, healthOf, isLiquidatable } from '../../liquidation/health.js'
import { type Thresholds, thresholdsOf } from '../../liquidation/thresholds.js'
import { usdOf } from '../../liquidation/usdOf.js'
import { valuePositions } from '../../liquidation/valuePositions.js'
import type { MarketState } from '../../market/marketState.js'

const BPS_PER_ONE = 10_000n

/**
 * Prepare the question that the search for the largest step asks again and again: how much debt does a change itself make liquidatable?
 *
 * Between this computation and the execution lie signatures and a delay, in which debts grow by their interest. So an account
 * counts as soon as the change brings its health factor below 1 + margin; one that the change does not touch never counts.
 *
 * @param lowest - the lowest thresholds that will be asked about: accounts that stay healthy there are never looked at again.
 * @param marginBps - how far above 1 a health factor must stay, in basis points.
 * @returns USD of debt at the oracle's prices, for given thresholds; Infinity where an account that holds or owes a reserve without a price
 *   loses some of its threshold, since nobody can tell whether it stays healthy.
 * @throws {InconsistentStateError} when the state contradicts itself.
 */
export function madeLiquidatableUsdFor(
  state: MarketState,
  lowest: Thresholds,
  marginBps: number,
): (thresholds: Thresholds) => number {
  const { positions, unpriced, decimals } = valuePositions(state)
  const live = thresholdsOf(state)
  const required = BPS_PER_ONE + BigInt(marginBps)
  const isThin = ({ weightedCollateral, weightedDebt }: Health) => weightedCollateral * BPS_PER_ONE < weightedDebt * required
  const exposed = positions.flatMap((position) => {
    const before = healthOf(position, live)
    return !isLiquidatable(before) && isThin(healthOf(position, lowest)) ? [{ position, before }] : []
  })
  const unknown = unpriced.map((position) => ({ position, before: healthOf(position, live) }))
  return (thresholds) => {
    const isLowered = unknown.some(
      ({ position, before }) => healthOf(position, thresholds).weightedCollateral < before.weightedCollateral,
    )
    if (isLowered) return Number.POSITIVE_INFINITY
    let total = 0n
    for (const { position, before } of exposed) {
      const after = healthOf(position, thresholds)
      if (after.weightedCollateral < before.weightedCollateral && isThin(after)) total += position.totalDebt
    }
    return usdOf(total, decimals)
  }
}
