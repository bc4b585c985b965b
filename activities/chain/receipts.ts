import { type Hex, type PublicClient, TransactionNotFoundError, TransactionReceiptNotFoundError } from 'viem'
import { sameHex } from '../../core/hex.js'
import { assertBlock } from './blockAt.js'
import { requestFailure } from './chainFault.js'
import { RpcAnswerImpossible } from './rpcErrors.js'

/** A receipt whose block is part of the node's chain. */
export interface SettledReceipt {
  readonly outcome: 'success' | 'reverted'
  readonly hash: Hex
  readonly blockNumber: bigint
}

/**
 * Find the receipt of one of some transactions.
 *
 * @returns the first; undefined while no block of the node's chain holds any
 * @throws {NodeLagging} {BlockReplaced} when the node does not have the block that a receipt names
 * @throws {RpcAnswerImpossible} when a receipt has no status or is of another transaction
 */
export async function anyReceipt(
  client: PublicClient,
  transactions: readonly { readonly hash: Hex }[],
): Promise<SettledReceipt | undefined> {
  for (const { hash } of transactions) {
    const receipt = await settledReceipt(client, hash)
    if (receipt !== undefined) return receipt
  }
  return undefined
}

/** A receipt names its block itself, so the block is asked for: a node may give the receipt of a pending or a replaced one. */
async function settledReceipt(client: PublicClient, hash: Hex): Promise<SettledReceipt | undefined> {
  let receipt: { blockHash: Hex | null; blockNumber: bigint | null; status: string | null; transactionHash: Hex }
  try {
    receipt = await client.getTransactionReceipt({ hash })
  } catch (error) {
    if (error instanceof TransactionReceiptNotFoundError) return undefined
    throw requestFailure('eth_getTransactionReceipt', error)
  }
  const { blockHash, blockNumber, status, transactionHash } = receipt
  if (!sameHex(transactionHash, hash)) throw new RpcAnswerImpossible('the receipt is of another transaction')
  if (blockHash === null || blockNumber === null) return undefined
  await assertBlock(client, { number: blockNumber, hash: blockHash })
  if (status !== 'success' && status !== 'reverted') throw new RpcAnswerImpossible('the receipt has no status')
  return { outcome: status, hash, blockNumber }
}

/** Ask whether the node has a transaction, in a block or waiting for one. */
export async function isKnown(client: PublicClient, hash: Hex): Promise<boolean> {
  try {
    await client.getTransaction({ hash })
    return true
  } catch (error) {
    if (error instanceof TransactionNotFoundError) return false
    throw error
  }
}
