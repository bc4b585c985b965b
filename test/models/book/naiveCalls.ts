import type { LiquidationRule } from '../../../models/book/book.js'

/** A collateral in USD, its threshold and what a liquidator gets for a USD of debt, both as fractions. */
export interface NaiveCollateral {
  usd: number
  readonly threshold: number
  readonly bonus: number
}

/** An account in USD. */
export interface NaiveAccount {
  readonly collateral: readonly NaiveCollateral[]
  /** USD in each reserve. */
  readonly debt: number[]
}

const DUST = 1e-6

/**
 * Repay a debt with a collateral by one call, as the pool's contract does, and tell how much was repaid; 0 where the call reverts.
 *
 * @source aave-v3-origin 3.6.0 LiquidationLogic.sol, executeLiquidationCall
 */
export function naiveCall(rule: LiquidationRule, account: NaiveAccount, from: number, into: number, wanted: number): number {
  const collateral = account.collateral[from] as NaiveCollateral
  const owed = account.debt[into] as number
  const all = account.debt.reduce((sum, usd) => sum + usd, 0)
  const factor = healthOf(account)
  if (factor >= 1 || owed === 0 || collateral.usd === 0) return 0
  const isLimited =
    collateral.usd >= rule.fullCloseBelowUsd && owed >= rule.fullCloseBelowUsd && factor > rule.fullCloseHealthFactorBps / 10_000
  const most = isLimited ? Math.min(owed, (all * rule.closeFactorBps) / 10_000) : owed
  let repaid = Math.min(wanted, most)
  let seized = repaid * collateral.bonus
  if (seized > collateral.usd) {
    seized = collateral.usd
    repaid = seized / collateral.bonus
  }
  const [debtLeft, collateralLeft] = [owed - repaid, collateral.usd - seized]
  const leavesBoth = debtLeft > DUST && collateralLeft > DUST
  if (leavesBoth && Math.min(debtLeft, collateralLeft) < rule.minimumLeftoverUsd) return 0
  account.debt[into] = debtLeft > DUST ? debtLeft : 0
  collateral.usd = collateralLeft > DUST ? collateralLeft : 0
  return repaid
}

/** Health factor of an account that owes something. */
export function healthOf({ collateral, debt }: NaiveAccount): number {
  const allowed = collateral.reduce((sum, { usd, threshold }) => sum + usd * threshold, 0)
  return allowed / debt.reduce((sum, usd) => sum + usd, 0)
}
