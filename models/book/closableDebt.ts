import type { Health } from './health.js'
import type { FormHolding, LinearForm } from './linearForms.js'
import type { LiquidationRule } from './book.js'
import { type Thresholds, usdOf } from './thresholds.js'
import type { ValuedPosition } from './valuePositions.js'

/** Rounding of float64 counts a factor as deep that is as near to the rule's as this: the safe side. */
const DEEP_TOLERANCE = 1e-12

/** A position's surplus and debt, USD, and the price multiplier of each shocked asset, by its index. */
type ClosableShare = (surplus: number, debt: number, multiplierOf: (asset: number) => number) => number

/**
 * Prepare to tell, price by price, which share of a position's debt the venue lets liquidators close at once: 0 where the health factor is
 * at least 1.
 *
 * @param rule - undefined where the venue's rule is not known: all of a liquidatable position's debt counts.
 */
export function closableShareOf(rule: LiquidationRule | undefined, { collaterals, debts }: LinearForm): ClosableShare {
  if (rule === undefined) return (surplus) => (surplus < 0 ? 1 : 0)
  // Written anew at each price: this is asked for every position in every scenario.
  const position = {
    isDeep: false,
    collateralUsd: new Float64Array(collaterals.length),
    debtUsd: new Float64Array(debts.length),
  }
  const depth = rule.fullCloseHealthFactorBps / 10_000 - 1 + DEEP_TOLERANCE
  const share = rule.closeFactorBps / 10_000
  const write = (holdings: readonly FormHolding[], into: Float64Array, multiplierOf: (asset: number) => number) => {
    for (let i = 0; i < holdings.length; i++) {
      const { usd, asset } = holdings[i] as FormHolding
      into[i] = asset < 0 ? usd : usd * multiplierOf(asset)
    }
  }
  return (surplus, debt, multiplierOf) => {
    if (surplus >= 0) return 0
    if (surplus <= debt * depth) return 1
    write(collaterals, position.collateralUsd, multiplierOf)
    write(debts, position.debtUsd, multiplierOf)
    return mayCloseWhole(rule, position) ? 1 : share
  }
}

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
      .filter(({ asset, ownLtBps }) => (ownLtBps ?? thresholds.get(asset) ?? 0) > 0)
      .map(({ value }) => usdOf(value, decimals)),
    debtUsd: debt.map(({ value }) => usdOf(value, decimals)),
  })
  return isWhole ? totalDebt : (totalDebt * BigInt(rule.closeFactorBps) + BPS_PER_ONE - 1n) / BPS_PER_ONE
}

/** Whether a health factor, cut at its 18th decimal as on chain, is at most a limit. */
function isAtMost({ weightedCollateral, weightedDebt }: Health, limitBps: number): boolean {
  return weightedDebt === 0n || (weightedCollateral * WAD) / weightedDebt <= (BigInt(limitBps) * WAD) / BPS_PER_ONE
}

/** A liquidatable position as a venue's rule looks at it. */
interface RuledPosition {
  /** Whether the health factor is at most the rule's for closing all. */
  readonly isDeep: boolean
  /** USD in each reserve that counts as collateral. */
  readonly collateralUsd: ArrayLike<number>
  /** USD in each reserve. */
  readonly debtUsd: ArrayLike<number>
}

/**
 * Tell whether all of a liquidatable position's debt counts as closable at once; otherwise the close factor's share of it does.
 *
 * A venue looks at one reserve's collateral and one reserve's debt a call. So a position counts whole when it is deep, or when every call is
 * on a small collateral or every call on a small debt. Beside a large collateral a small one may pay for more than the close factor's share,
 * of a debt of less than two such sizes: that debt counts whole too, the safe side.
 */
function mayCloseWhole(
  { closeFactorBps, fullCloseBelowUsd }: LiquidationRule,
  { isDeep, collateralUsd, debtUsd }: RuledPosition,
): boolean {
  if (isDeep) return true
  let owed = 0
  let largestDebt = 0
  for (let i = 0; i < debtUsd.length; i++) {
    const usd = debtUsd[i] as number
    owed += usd
    largestDebt = Math.max(largestDebt, usd)
  }
  let largestCollateral = 0
  let smallestCollateral = Number.POSITIVE_INFINITY
  for (let i = 0; i < collateralUsd.length; i++) {
    const usd = collateralUsd[i] as number
    largestCollateral = Math.max(largestCollateral, usd)
    if (usd > 0) smallestCollateral = Math.min(smallestCollateral, usd)
  }
  if (largestDebt < fullCloseBelowUsd || largestCollateral < fullCloseBelowUsd) return true
  return smallestCollateral < fullCloseBelowUsd && (owed * closeFactorBps) / 10_000 < fullCloseBelowUsd
}
