/** LT x LB is computed as (lt x lb + 5,000) / 10,000 rounded down, and must not be above 10,000. */
const LARGEST_PRODUCT = 10_000 * 10_000 + 4_999

/**
 * Compute the highest bonus that the chain accepts with a threshold (above 0): percentMul(LT, LB) <= 100 %, rounded half up.
 *
 * @source Aave v3.6 PoolConfigurator.sol, configureReserveAsCollateral; PercentageMath.sol, percentMul
 */
export function highestBonusBps(ltBps: number): number {
  return Math.floor(LARGEST_PRODUCT / ltBps)
}
