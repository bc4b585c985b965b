import { Context } from '@temporalio/activity'
import { type Address, type Hex, keccak256, TransactionReceiptNotFoundError } from 'viem'
import { durationMs } from '../../core/durationMs.js'
import type { MarketId } from '../../core/units/marketId.js'
import type { Call } from '../../proposals/call.js'
import type { ActivityDependencies } from '../dependencies.js'
import { marketRuntime } from '../dependencies.js'
import { TransactionReverts } from './chainErrors.js'
import { revertReason } from './revertReason.js'

/** What a transaction is for, in words that complete "the transaction that should …". */
export type TransactionPurpose = 'schedule the change' | 'reject the proposal' | 'execute the change'

/** A signed transaction: the bytes live in the workflow's history before anybody sees them. */
export interface PreparedTransaction {
  readonly from: Address
  readonly nonce: number
  readonly hash: Hex
  readonly raw: Hex
}

/** How a broadcast transaction ended. `replaced`: its nonce was used by another transaction. */
export type ConfirmedTransaction =
  | { readonly outcome: 'success' | 'reverted'; readonly blockNumber: string }
  | { readonly outcome: 'replaced' }

/**
 * The steps of a chain write, each its own activity so that a kill between two of them never sends twice:
 * reserve the nonce, prepare and sign, broadcast, confirm.
 */
export function transactionActivities(dependencies: ActivityDependencies) {
  return {
    /**
     * Reserve the relayer's next nonce.
     *
     * Reads: pending transaction count. Writes nothing. Idempotent: the nonce binds only once it is in the history.
     */
    async reserveNonce({ market }: { market: MarketId }): Promise<{ from: Address; nonce: number }> {
      const { chain, relayer } = marketRuntime(dependencies, market)
      dependencies.killPoint('reserveNonce:start')
      const nonce = await chain.client.getTransactionCount({ address: relayer.address, blockTag: 'pending' })
      return { from: relayer.address, nonce }
    },

    /**
     * Estimate, price and sign a transaction with a reserved nonce.
     *
     * Reads: gas estimate, fees. Writes nothing: the raw bytes go into the history and from there to `broadcastTransaction`.
     *
     * @throws {TransactionReverts} when the estimate reverts; nothing was sent then
     */
    async prepareTransaction(input: {
      market: MarketId
      nonce: number
      call: Call
      purpose: TransactionPurpose
    }): Promise<PreparedTransaction> {
      const { chain, relayer } = marketRuntime(dependencies, input.market)
      dependencies.killPoint('prepareTransaction:start')
      const { to, data } = input.call
      const value = BigInt(input.call.value)
      let gas: bigint
      try {
        gas = await chain.client.estimateGas({ account: relayer.address, to, data, value })
      } catch (error) {
        const reason = revertReason(error)
        if (reason === undefined) throw error
        throw new TransactionReverts(input.purpose, reason, error)
      }
      const fees = await chain.client.estimateFeesPerGas()
      const raw = await relayer.signTransaction({
        chainId: chain.chainId,
        nonce: input.nonce,
        to,
        data,
        value,
        // A quarter above the estimate: state may move between now and inclusion.
        gas: gas + gas / 4n,
        maxFeePerGas: fees.maxFeePerGas,
        maxPriorityFeePerGas: fees.maxPriorityFeePerGas,
      })
      dependencies.killPoint('prepareTransaction:end')
      return { from: relayer.address, nonce: input.nonce, hash: keccak256(raw), raw }
    },

    /**
     * Send signed bytes to the chain.
     *
     * Writes: one transaction. Idempotency key: the transaction's hash; "already known" and "nonce too low" leave the judgement to
     * `confirmTransaction`, which looks the hash up.
     */
    async broadcastTransaction({ market, transaction }: { market: MarketId; transaction: PreparedTransaction }): Promise<void> {
      const { chain } = marketRuntime(dependencies, market)
      dependencies.killPoint('broadcastTransaction:start')
      try {
        await chain.client.sendRawTransaction({ serializedTransaction: transaction.raw })
      } catch (error) {
        if (!isAlreadySent(error)) throw error
      }
      dependencies.killPoint('broadcastTransaction:end')
    },

    /**
     * Wait until a transaction has its confirmations, or its nonce was used by another.
     *
     * Reads: receipt, latest block, transaction count. Heartbeats at every poll.
     */
    async confirmTransaction(input: { market: MarketId; transaction: PreparedTransaction }): Promise<ConfirmedTransaction> {
      const { chain, config } = marketRuntime(dependencies, input.market)
      const { from, nonce, hash } = input.transaction
      for (;;) {
        Context.current().heartbeat()
        // The count is read before the receipt: a nonce that was used by then either has our receipt or belongs to another.
        const usedNonces = await chain.client.getTransactionCount({ address: from, blockTag: 'latest' })
        const receipt = await receiptOf(chain.client, hash)
        if (receipt !== undefined) {
          const head = await chain.client.getBlockNumber({ cacheTime: 0 })
          if (head - receipt.blockNumber + 1n >= BigInt(config.chain.confirmations)) {
            const outcome = receipt.status === 'success' ? 'success' : 'reverted'
            return { outcome, blockNumber: receipt.blockNumber.toString() }
          }
        } else if (usedNonces > nonce) {
          return { outcome: 'replaced' }
        }
        await Context.current().sleep(durationMs(config.chain.pollInterval))
      }
    },
  }
}

async function receiptOf(client: { getTransactionReceipt: (args: { hash: Hex }) => Promise<{ blockNumber: bigint; status: string }> }, hash: Hex) {
  try {
    return await client.getTransactionReceipt({ hash })
  } catch (error) {
    if (error instanceof TransactionReceiptNotFoundError) return undefined
    throw error
  }
}

function isAlreadySent(error: unknown): boolean {
  const text = error instanceof Error ? `${error.message} ${String(error.cause ?? '')}`.toLowerCase() : ''
  return ['already known', 'already imported', 'nonce too low', 'known transaction'].some((phrase) => text.includes(phrase))
}
