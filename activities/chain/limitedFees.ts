import { type Address, parseEther, type PublicClient } from 'viem'
import { TransactionTooCostly } from './chainErrors.js'

/** What a transaction costs at most: fees in wei a unit of gas. */
export interface Fees {
  readonly maxFeePerGas: bigint
  readonly maxPriorityFeePerGas: bigint
}

/**
 * Ask the node for fees, and refuse those at which a transaction could cost more than is allowed.
 *
 * Reads: fees of the latest block.
 *
 * @param input.gas - gas limit of the transaction
 * @param input.maxTransactionCost - the configuration's `chain.maxTransactionCost`, in coins
 * @throws {TransactionTooCostly} when gas limit times highest fee is above the limit
 */
export async function limitedFees(
  client: PublicClient,
  input: { from: Address; gas: bigint; maxTransactionCost: string },
): Promise<Fees> {
  const { from, gas, maxTransactionCost } = input
  const { maxFeePerGas, maxPriorityFeePerGas } = await client.estimateFeesPerGas()
  const limit = parseEther(maxTransactionCost)
  const cost = gas * maxFeePerGas
  if (cost > limit) throw new TransactionTooCostly(from, cost, limit)
  return { maxFeePerGas, maxPriorityFeePerGas }
}
