import { type Address, getAddress, padHex, toEventSelector, zeroAddress } from 'viem'
import { mapRead, readAll, readEach, readNothing, thenRead } from '../../read/combinePlans.js'
import { readContract } from '../../read/readContracts.js'
import type { ReadPlan } from '../../read/readPlan.js'
import { readAccounts } from '../../read/readState.js'
import type { Position } from './aaveV3State.js'
import { borrowEvent, poolAbi, tokenAbi, transferEvent } from './aaveV3Abi.js'
import type { AaveV3Contracts } from './contractsPlan.js'
import type { AaveReserve } from './reservesPlan.js'

/** Accounts whose calls are held at a time: all that borrowed on a large market are more than fit into memory as calls. */
const ACCOUNTS_A_STEP = 1_000

/**
 * Read the positions of accounts that have a debt at the block: collateral in use and debts with interest, and the e-mode.
 *
 * @source UserConfiguration.sol: bit 2 id is "borrows", bit 2 id + 1 "uses as collateral"
 */
export function positionsPlan(
  { pool }: AaveV3Contracts,
  accounts: readonly Address[],
  reserves: readonly AaveReserve[],
): ReadPlan<readonly Position[]> {
  const from = (start: number, found: readonly (readonly Position[])[]): ReadPlan<readonly Position[]> => {
    const step = accounts
      .slice(start, start + ACCOUNTS_A_STEP)
      .map((account) => positionPlan(pool, getAddress(account), reserves))
    return thenRead(readAll(step), (positions) => {
      const all = [...found, positions.filter(({ debt }) => debt.length > 0)]
      const next = start + ACCOUNTS_A_STEP
      return next < accounts.length ? from(next, all) : readNothing(() => all.flat())
    })
  }
  return from(0, [])
}

function positionPlan(pool: Address, account: Address, reserves: readonly AaveReserve[]): ReadPlan<Position> {
  const flags = readEach({
    bitmap: readContract({ address: pool, abi: poolAbi, functionName: 'getUserConfiguration', args: [account] }),
    eMode: readContract({ address: pool, abi: poolAbi, functionName: 'getUserEMode', args: [account] }),
  })
  return thenRead(flags, ({ bitmap, eMode }) => {
    const isSet = (bit: number) => ((bitmap >> BigInt(bit)) & 1n) === 1n
    const isBorrower = reserves.some(({ id }) => isSet(2 * id))
    const balances = (held: readonly AaveReserve[], token: (reserve: AaveReserve) => Address) =>
      mapRead(
        readAll(
          held.map((reserve) =>
            readContract({ address: token(reserve), abi: tokenAbi, functionName: 'balanceOf', args: [account] }),
          ),
        ),
        (amounts) =>
          held.map(({ state }, i) => ({ asset: state.asset, amount: String(amounts[i]) })).filter(({ amount }) => amount !== '0'),
      )
    // Most accounts that ever borrowed have repaid: nothing more is asked about them.
    const collaterals = isBorrower ? reserves.filter(({ id }) => isSet(2 * id + 1)) : []
    const debts = isBorrower ? reserves.filter(({ id }) => isSet(2 * id)) : []
    return mapRead(
      readEach({
        collateral: balances(collaterals, ({ aToken }) => aToken),
        debt: balances(debts, ({ variableDebtToken }) => variableDebtToken),
      }),
      (holdings) => ({ account, eModeCategory: Number(eMode), ...holdings }),
    )
  })
}

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
