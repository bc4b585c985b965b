import type { LiquidationRule } from '../market/liquidationRule.js'
import type { Health } from './health.js'
import { mayCloseWhole } from './mayCloseWhole.js'
import type { Thresholds } from './thresholds.js'
import { usdOf } from './usdOf.js'
import type { ValuedPosition } from './valuePositions.js'

const BPS_PER_ONE = 10_000n
const WAD = 10n ** 18n

/**
 * Compute how much of a liquidatable position's debt the venue lets liquidators close at once: before its health is looked at again.
 *
 * @param health - at the same thresholds.
 * @returns base currency with the book's decimals, rounded up; the whole debt at most.
 */
export function closableDebt({
  rule,
  position,
  health,
  thresholds,
  decimals,
}: {
  readonly rule: LiquidationRule
  readonly position: ValuedPosition
  readonly health: Health
  readonly thresholds: Thresholds
  readonly decimals: number
}): bigint {
  const { collateral, debt, totalDebt } = position
  const isWhole = mayCloseWhole(rule, {
    isDeep: isAtMost(health, rule.fullCloseHealthFactorBps),
    collateralUsd: collateral
      .filter(({ asset, eModeLtBps }) => (eModeLtBps ?? thresholds.get(asset) ?? 0) > 0)
      .map(({ value }) => usdOf(value, decimals)),
    debtUsd: debt.map(({ value }) => usdOf(value, decimals)),
  })
  return isWhole ? totalDebt : (totalDebt * BigInt(rule.closeFactorBps) + BPS_PER_ONE - 1n) / BPS_PER_ONE
}

/** Whether a health factor, cut at its 18th decimal as on chain, is at most a limit. */
function isAtMost({ weightedCollateral, weightedDebt }: Health, limitBps: number): boolean {
  return weightedDebt === 0n || (weightedCollateral * WAD) / weightedDebt <= (BigInt(limitBps) * WAD) / BPS_PER_ONE
}
