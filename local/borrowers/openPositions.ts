import { type Address, type LocalAccount, maxUint256, parseEther } from 'viem'
import { mintableTokenAbi, poolAbi } from '../aave/aaveAbi.js'
import { borrowerAccount, lenderAccount } from '../accounts.js'
import type { LocalChainClient } from '../chain/testClient.js'
import type { TransactionBatch } from '../chain/transactionBatch.js'
import type { DeployedMarket } from '../localDeployment.js'
import type { DrawnPosition, PositionAmount } from './drawPositions.js'

const variableRate = 2n
const supplyGas = 500_000n
const borrowGas = 800_000n
/** What the lenders supply for each unit borrowed: usage stays below the kink of the rates. */
const lendersShare = 1.7

/** What is needed to open positions. */
export interface OpenPositionsOptions {
  /** Mints the tokens (anybody may). */
  readonly minter: LocalAccount
  readonly market: DeployedMarket
  readonly positions: readonly DrawnPosition[]
  /** Brings the feeds from the prices at which stable debt is borrowed to today's. */
  readonly setTodaysPrices: () => Promise<void>
}

/**
 * Open every borrower's position with transactions of their own, after two lenders have supplied what they borrow.
 *
 * Debt in USDC is borrowed first, at the prices that the feeds have; then `setTodaysPrices` runs; then the other debt is
 * borrowed. So thin positions arise as they do in life: by a fall in price after the loan.
 *
 * @returns the addresses of lenders and borrowers.
 */
export async function openPositions(
  client: LocalChainClient,
  batch: TransactionBatch,
  { minter, market, positions, setTodaysPrices }: OpenPositionsOptions,
): Promise<{ lenders: Address[]; borrowers: Address[] }> {
  const reserveOf = (symbol: string) => {
    const reserve = market.reserves.find((candidate) => candidate.symbol === symbol)
    if (reserve === undefined) throw new RangeError(`The market has no ${symbol}.`)
    return reserve
  }
  const debts = [...new Set(positions.map(({ debt }) => debt.symbol))]
  const lenders = debts.map((symbol, i) => {
    const borrowed = positions.filter(({ debt }) => debt.symbol === symbol).reduce((total, { debt }) => total + debt.amount, 0n)
    return { account: lenderAccount(i), supplies: [{ symbol, amount: (borrowed * BigInt(lendersShare * 10)) / 10n }] }
  })
  const borrowers = positions.map(({ collateral, debt }, i) => ({ account: borrowerAccount(i), supplies: collateral, debt }))
  const suppliers: readonly { account: LocalAccount; supplies: readonly PositionAmount[] }[] = [...lenders, ...borrowers]

  await batch.open([minter, ...suppliers.map(({ account }) => account)])
  await Promise.all(suppliers.map(({ account }) => client.setBalance({ address: account.address, value: parseEther('100') })))
  for (const { account, supplies } of suppliers) {
    for (const { symbol, amount } of supplies) {
      const token = { address: reserveOf(symbol).underlying, abi: mintableTokenAbi, gas: 150_000n } as const
      batch.call(minter, { ...token, functionName: 'mint', args: [account.address, amount] })
      batch.call(account, { ...token, functionName: 'approve', args: [market.pool, maxUint256] })
    }
  }
  await batch.mine()

  const pool = { address: market.pool, abi: poolAbi }
  for (const { account, supplies } of suppliers) {
    for (const { symbol, amount } of supplies) {
      const args = [reserveOf(symbol).underlying, amount, account.address, 0] as const
      batch.call(account, { ...pool, functionName: 'supply', args, gas: supplyGas })
    }
  }
  await batch.mine()

  const borrow = async (isWanted: (debt: PositionAmount) => boolean): Promise<void> => {
    for (const { account, debt } of borrowers.filter((borrower) => isWanted(borrower.debt))) {
      const args = [reserveOf(debt.symbol).underlying, debt.amount, variableRate, 0, account.address] as const
      batch.call(account, { ...pool, functionName: 'borrow', args, gas: borrowGas })
    }
    await batch.mine()
  }
  await borrow(({ symbol }) => symbol === 'USDC')
  await setTodaysPrices()
  await borrow(({ symbol }) => symbol !== 'USDC')
  return { lenders: lenders.map(({ account }) => account.address), borrowers: borrowers.map(({ account }) => account.address) }
}
