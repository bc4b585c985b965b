const RAY = 10n ** 27n
const BPS_PER_ONE = 10_000n

/** What the pool and its tokens say of a reserve at one block. */
export interface CapReads {
  /** Of the aToken and of the variable debt token. */
  readonly scaledSupply: bigint
  readonly scaledDebt: bigint
  /** Indices with interest up to the block, and the debt's as of the reserve's last transaction: rays. */
  readonly liquidityIndex: bigint
  readonly debtIndex: bigint
  readonly lastDebtIndex: bigint
  /** The treasury's share as of the last transaction, scaled. */
  readonly accruedToTreasury: bigint
  readonly reserveFactorBps: bigint
}

/**
 * Compute what a supply at this block would be measured with against the supply cap: what is supplied, and the treasury's share.
 *
 * The share grows with every second, and the pool writes it down with the reserve's next transaction only: until then every view, also
 * `accruedToTreasury`, leaves out what came since the last one. So it is added here as that transaction would.
 *
 * @returns the token's own units, rounded as the pool rounds.
 * @source aave-v3-origin 3.6.0, ValidationLogic.sol `validateSupply`; ReserveLogic.sol `_accrueToTreasury`; TokenMath.sol
 */
export function suppliedAgainstCap({
  scaledSupply,
  scaledDebt,
  liquidityIndex,
  debtIndex,
  lastDebtIndex,
  accruedToTreasury,
  reserveFactorBps,
}: CapReads): bigint {
  const interest = (scaledDebt * (debtIndex - lastDebtIndex)) / RAY
  const share = (interest * reserveFactorBps + BPS_PER_ONE / 2n) / BPS_PER_ONE
  const pending = share === 0n ? 0n : (share * RAY) / liquidityIndex
  return ((scaledSupply + accruedToTreasury + pending) * liquidityIndex) / RAY
}
