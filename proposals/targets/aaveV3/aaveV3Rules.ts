import { bps } from '../../../core/units/bps.js'
import type { LiquidationRule } from '../../../models/book/book.js'

/**
 * Aave's liquidation rule: constants of a library that the pool does not tell, so they are known here and not read.
 *
 * One call takes one reserve's collateral for one reserve's debt. It may repay that whole debt when one of three holds: the health factor
 * is at most 0.95 (inclusive); the collateral in that reserve is below 2,000 USD; the debt in that reserve is below 2,000 USD (both strict).
 * Otherwise it may repay at most half of the account's debt in all reserves together. A call that takes neither that collateral nor that
 * debt whole must leave at least 1,000 USD of each; otherwise it reverts with `MustNotLeaveDust`.
 *
 * The rule holds since v3.3. Before, half was the most for a small account too and dust might be left, so this counts no less than they let close.
 *
 * @source aave-v3-origin 3.6.0, LiquidationLogic.sol: `DEFAULT_LIQUIDATION_CLOSE_FACTOR`, `CLOSE_FACTOR_HF_THRESHOLD`,
 *   `MIN_BASE_MAX_CLOSE_FACTOR_THRESHOLD`, `MIN_LEFTOVER_BASE` and their conditions in `executeLiquidationCall`
 */
export const AAVE_V3_LIQUIDATION_RULE: LiquidationRule = {
  closeFactorBps: bps(5_000),
  fullCloseHealthFactorBps: bps(9_500),
  fullCloseBelowUsd: 2_000,
  minimumLeftoverUsd: 1_000,
}

/**
 * Largest product of threshold and bonus that the configurator accepts, both in basis points: percentMul(LT, LB) <= 100 %, rounded half up,
 * which is (LT x LB + 5,000) / 10,000 rounded down.
 *
 * @source Aave v3.6 PoolConfigurator.sol, configureReserveAsCollateral; PercentageMath.sol, percentMul
 */
export const AAVE_V3_LARGEST_PRODUCT = 10_000 * 10_000 + 4_999
