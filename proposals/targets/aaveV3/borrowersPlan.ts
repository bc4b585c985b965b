import { type Address, padHex, toEventSelector, zeroAddress } from 'viem'
import { readAccounts } from '../../read/readAccounts.js'
import type { ReadPlan } from '../../readPlan.js'
import { borrowEvent, transferEvent } from './aaveV3Abi.js'
import type { AaveV3Contracts } from './contractsPlan.js'
import type { AaveReserve } from './reservesPlan.js'

/**
 * Read everybody who ever had a debt: on whose behalf a `Borrow` was emitted, and to whom a variable debt token was minted.
 *
 * Debt tokens cannot be transferred, so each debt begins with a mint, which is a `Transfer` from zero. `Borrow` alone would miss debt that
 * a migration opened (stable to variable in 3.2, say); the mints alone would miss debt under a token that was replaced.
 *
 * @returns accounts in ascending order; most have repaid
 * @source VariableDebtToken.sol (`transfer` reverts), ScaledBalanceTokenBase.sol (`_mintScaled`), IPool.sol (`Borrow`)
 */
export function borrowersPlan(
  { pool }: AaveV3Contracts,
  reserves: readonly AaveReserve[],
  fromBlock: bigint,
): ReadPlan<readonly Address[]> {
  const mint = [toEventSelector(transferEvent), padHex(zeroAddress, { size: 32 })]
  return readAccounts(fromBlock, [
    { addresses: [pool], topics: [toEventSelector(borrowEvent)], accountTopic: 2 },
    { addresses: reserves.map(({ variableDebtToken }) => variableDebtToken), topics: mint, accountTopic: 2 },
  ])
}
