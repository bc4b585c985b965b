import type { LiquidationRule } from '../market/liquidationRule.js'

/** A liquidatable position as a venue's rule looks at it. */
export interface RuledPosition {
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
export function mayCloseWhole(
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
