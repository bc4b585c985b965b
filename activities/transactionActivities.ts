import { Context } from '@temporalio/activity'
import { type Address, type Hex, isAddressEqual, keccak256, parseEther, type PublicClient } from 'viem'
import { durationMs } from '../core/duration.js'
import type { MarketId } from '../core/units/marketId.js'
import type { Call } from '../proposals/call.js'
import { assertRelayed } from './chain/assertRelayed.js'
import { broadcast, isRefused } from './chain/broadcast.js'
import { limitedFees } from './chain/chainClient.js'
import { requestFailure } from './chain/chainFault.js'
import { RpcFailed } from './chain/rpcErrors.js'
import { OtherRelayerKey, TransactionRefused, TransactionReverts } from './chain/transactionErrors.js'
import { anyReceipt, isKnown } from './chain/receipts.js'
import type { UnsignedTransaction } from './chain/relayer.js'
import type { TransactionPurpose } from './chain/relayRequest.js'
import { revertReason } from './chain/revertReason.js'
import { type ActivityDependencies, marketRuntime } from './dependencies.js'
import { pollUntil } from './runtime/pollUntil.js'

/** A signed transaction: the bytes live in the workflow's history before anybody sees them. Fees in wei, as decimal strings. */
export interface PreparedTransaction {
  readonly from: Address
  readonly nonce: number
  readonly hash: Hex
  readonly raw: Hex
  readonly maxFeePerGas: string
  readonly maxPriorityFeePerGas: string
  /** Whether it only frees the nonce: an empty transfer to the sender itself. */
  readonly isGapFill: boolean
}

/**
 * How a nonce ended. `replaced`: it was used by a transaction that is none of ours. `stuck`: none of ours is in a block, and
 * the time after which the fee is raised has passed.
 */
export type ConfirmedTransaction =
  | { readonly outcome: 'success' | 'reverted'; readonly hash: Hex; readonly blockNumber: string }
  | { readonly outcome: 'replaced' }
  | { readonly outcome: 'stuck' }

/** Nodes take a replacement only when both fees rise by at least 10 %; an eighth more is on the safe side. */
const FEE_BUMP_PERCENT = 125n

/** A receipt that is missing so often in a row, while the nonce is used, is not there. */
const MISSING_POLLS = 3

/**
 * The steps of a chain write, each its own activity so that a kill between two of them never sends twice:
 * reserve the nonce, prepare and sign, broadcast, confirm.
 */
export function transactionActivities(dependencies: ActivityDependencies) {
  const runtime = (market: MarketId) => marketRuntime(dependencies, market)

  /** Take a market's runtime for a step of one sender. */
  function runtimeOf({ market, from }: { market: MarketId; from: Address }) {
    const { relayer } = runtime(market)
    if (!isAddressEqual(from, relayer.address)) throw new OtherRelayerKey(from, relayer.address)
    return runtime(market)
  }

  async function sign(market: MarketId, isGapFill: boolean, transaction: UnsignedTransaction): Promise<PreparedTransaction> {
    const { relayer } = runtime(market)
    const raw = await relayer.signTransaction(transaction)
    return {
      from: relayer.address,
      nonce: transaction.nonce,
      hash: keccak256(raw),
      raw,
      maxFeePerGas: transaction.maxFeePerGas.toString(),
      maxPriorityFeePerGas: transaction.maxPriorityFeePerGas.toString(),
      isGapFill,
    }
  }

  return {
    /**
     * Reserve the relayer's next nonce: the first that no block holds. A transaction of ours that waits in the mempool with it was
     * left behind by an engine that is gone, and is replaced.
     *
     * Reads: transaction count at the latest block. Writes nothing: the nonce binds only once it is in the history.
     *
     * @param input.from - the sender whose nonce it is
     * @throws {OtherRelayerKey} when the worker's relayer is another; it is retried
     */
    async reserveNonce(input: { market: MarketId; from: Address }): Promise<{ nonce: number }> {
      const { chain, relayer } = runtimeOf(input)
      return { nonce: await chain.client.getTransactionCount({ address: relayer.address, blockTag: 'latest' }) }
    },

    /**
     * Estimate, price and sign a transaction with a reserved nonce.
     *
     * Reads: gas estimate, fees. Writes nothing: the raw bytes go into the history and from there to `broadcastTransaction`.
     *
     * @param input.from - the sender whose nonce it is
     * @throws {OtherRelayerKey} when the worker's relayer is another; it is retried
     * @throws {CallNotRelayed} when it is no call of the market's route
     * @throws {TransactionReverts} when the estimate reverts; nothing was sent then
     * @throws {TransactionTooCostly} when it could cost more than `chain.maxTransactionCost` at the fees that the node names
     */
    async prepareTransaction(input: {
      market: MarketId
      from: Address
      nonce: number
      call: Call
      purpose: TransactionPurpose
    }): Promise<PreparedTransaction> {
      const { chain, relayer, config } = runtimeOf(input)
      assertRelayed(config, input.call)
      const { to, data } = input.call
      const value = BigInt(input.call.value)
      const gas = await estimate(chain.client, { account: relayer.address, to, data, value }, input.purpose)
      const { maxTransactionCost } = config.chain
      const fees = await limitedFees(chain.client, { from: relayer.address, gas, maxTransactionCost })
      const { chainId } = chain
      return sign(input.market, false, { chainId, nonce: input.nonce, to, data, value, gas, ...fees })
    },

    /**
     * Sign a replacement for a stuck transaction with the same nonce and higher fees. Where the call would revert by now, the
     * replacement is an empty transfer to the sender itself, which frees the nonce and changes nothing.
     *
     * Reads: gas estimate, fees. Writes nothing.
     *
     * @returns the stuck transaction itself where the raised fees could cost more than `chain.maxTransactionCost`: it waits for the market to
     * come down
     * @throws {OtherRelayerKey} when the worker's relayer is not the sender of the stuck transaction; it is retried
     * @throws {CallNotRelayed} when it is no call of the market's route
     */
    async prepareReplacement(input: {
      market: MarketId
      stuck: PreparedTransaction
      call: Call
      purpose: TransactionPurpose
    }): Promise<PreparedTransaction> {
      const { chain, relayer, config } = runtimeOf({ market: input.market, from: input.stuck.from })
      assertRelayed(config, input.call)
      const { stuck } = input
      const market = await chain.client.estimateFeesPerGas()
      const fees = {
        maxFeePerGas: atLeast(market.maxFeePerGas, raised(stuck.maxFeePerGas)),
        maxPriorityFeePerGas: atLeast(market.maxPriorityFeePerGas, raised(stuck.maxPriorityFeePerGas)),
      }
      const affordableGas = parseEther(config.chain.maxTransactionCost) / fees.maxFeePerGas
      const common = { chainId: chain.chainId, nonce: stuck.nonce, ...fees }
      const { to, data } = input.call
      const value = BigInt(input.call.value)
      try {
        const gas = await estimate(chain.client, { account: relayer.address, to, data, value }, input.purpose)
        return gas > affordableGas ? stuck : await sign(input.market, false, { ...common, to, data, value, gas })
      } catch (error) {
        if (!(error instanceof TransactionReverts)) throw error
        const empty = { to: relayer.address, data: '0x', value: 0n } as const
        // Not 21,000 everywhere: rollups charge for the data's way to the other chain in gas.
        const gas = await estimate(chain.client, { account: relayer.address, ...empty }, input.purpose)
        return gas > affordableGas ? stuck : await sign(input.market, true, { ...common, ...empty, gas })
      }
    },

    /**
     * Send signed bytes to the chain.
     *
     * Writes: one transaction. Idempotency key: the transaction's hash; "already known" and "nonce too low" leave the judgement to
     * `confirmTransaction`, which looks the hash up.
     *
     * @returns `underpriced` when the node takes the bytes only with a higher fee: another transaction has the nonce in its mempool, or the base
     * fee rose
     * @throws {TransactionRefused} when the node takes these bytes never, or not before the sender has funds: by then they may be out of date
     */
    async broadcastTransaction({
      market,
      transaction,
    }: {
      market: MarketId
      transaction: PreparedTransaction
    }): Promise<{ outcome: 'sent' | 'underpriced' }> {
      try {
        return { outcome: await broadcast(runtime(market).chain.client, transaction.raw) }
      } catch (error) {
        if (!isRefused(error)) throw error
        const failure = requestFailure('eth_sendRawTransaction', error)
        throw new TransactionRefused(
          transaction.from,
          failure instanceof RpcFailed ? failure.details : failure.shortMessage,
          error,
        )
      }
    },

    /**
     * Wait until one of the transactions with a nonce has its confirmations, or the nonce was used by another, or the fee must rise.
     *
     * A transaction that a reorganisation or a restarted node dropped is sent again, byte by byte the same. Attempts that failed count for the
     * time after which the fee must rise.
     *
     * Reads: receipts, latest block, transaction count. Writes: transactions that were signed before. Heartbeats at every poll.
     *
     * @param input.transactions - every transaction signed for the nonce, oldest first
     * @throws {WorkerStopping} when the worker stops; it is retried
     * @throws {NodeLagging} {BlockReplaced} when the node does not have the block that a receipt names; it is retried
     * @throws {RpcAnswerImpossible} when a receipt has no status or is of another transaction; it is retried
     */
    async confirmTransaction(input: {
      market: MarketId
      transactions: readonly PreparedTransaction[]
      bumpAfter: string
    }): Promise<ConfirmedTransaction> {
      const { chain, config } = runtime(input.market)
      const { client } = chain
      const newest = input.transactions.at(-1)
      if (newest === undefined) throw new TypeError('confirmTransaction needs at least one transaction')
      const deadline = Date.now() + Math.max(0, durationMs(input.bumpAfter) - waitedMs())
      let missing = 0
      return pollUntil(
        dependencies,
        durationMs(config.chain.pollInterval),
        async (): Promise<ConfirmedTransaction | undefined> => {
          // The count is read before the receipts: a nonce that was used by then has one of our receipts or belongs to another.
          const usedNonces = await client.getTransactionCount({ address: newest.from, blockTag: 'latest' })
          const receipt = await anyReceipt(client, input.transactions)
          if (receipt !== undefined) {
            const head = await client.getBlockNumber({ cacheTime: 0 })
            if (head - receipt.blockNumber + 1n < BigInt(config.chain.confirmations)) return undefined
            const { outcome, hash, blockNumber } = receipt
            return { outcome, hash, blockNumber: blockNumber.toString() }
          }
          if (usedNonces > newest.nonce) {
            // Behind a load balancer the count may come from a node that is ahead of the one asked for the receipt.
            missing += 1
            return missing >= MISSING_POLLS ? { outcome: 'replaced' } : undefined
          }
          if (Date.now() > deadline) return { outcome: 'stuck' }
          if (!(await isKnown(client, newest.hash))) await broadcast(client, newest.raw)
          return undefined
        },
      )
    },
  }
}

/** Time from the first attempt's scheduling to this one's, both by the engine's clock: the worker's may differ. */
function waitedMs(): number {
  const { scheduledTimestampMs, currentAttemptScheduledTimestampMs } = Context.current().info
  return currentAttemptScheduledTimestampMs - scheduledTimestampMs
}

async function estimate(
  client: PublicClient,
  transaction: { account: Address; to: Address; data: Hex; value: bigint },
  purpose: TransactionPurpose,
): Promise<bigint> {
  try {
    const gas = await client.estimateGas(transaction)
    // A quarter above the estimate: state may move between now and inclusion.
    return gas + gas / 4n
  } catch (error) {
    const reason = revertReason(error)
    if (reason === undefined) throw error
    throw new TransactionReverts(purpose, reason, error)
  }
}

function raised(fee: string): bigint {
  return (BigInt(fee) * FEE_BUMP_PERCENT) / 100n + 1n
}

function atLeast(value: bigint, minimum: bigint): bigint {
  return value > minimum ? value : minimum
}
