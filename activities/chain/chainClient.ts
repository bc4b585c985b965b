import { type Address, createPublicClient, http, parseEther, type PublicClient } from 'viem'
import { requestFailure } from './chainFault.js'
import { ChainUnreachable, WrongChain } from './errors.js'
import { RpcUnavailable } from './rpcErrors.js'
import { TransactionTooCostly } from './transactionErrors.js'
import { MAX_ANSWER_BYTES, rpcFetch } from './rpcFetch.js'

/** Limit of one request, its answer's body included. */
const REQUEST_TIMEOUT_MS = 20_000

/** A connection to one chain's RPC node. */
export interface ChainClient {
  readonly chainId: number
  readonly client: PublicClient
  /** Kept for error texts, where it is redacted. */
  readonly rpcUrl: string
  /** Another node of the same chain, whose answers must agree. */
  readonly witness?: ChainClient
}

/**
 * Connect to an RPC node. No request is made yet.
 *
 * Retries are Temporal's: the transport makes one attempt, so that a failing node is seen and counted once.
 *
 * @param witnessRpcUrl - another node of the same chain, to compare key reads with
 * @param requestTimeoutMs - limit of one request, its answer's body included; 20 s by default
 */
export function chainClient({
  chainId,
  rpcUrl,
  witnessRpcUrl,
  requestTimeoutMs = REQUEST_TIMEOUT_MS,
}: {
  chainId: number
  rpcUrl: string
  witnessRpcUrl?: string | undefined
  requestTimeoutMs?: number
}): ChainClient {
  const client = createPublicClient({
    transport: http(rpcUrl, {
      retryCount: 0,
      timeout: requestTimeoutMs,
      batch: { batchSize: 100, wait: 0 },
      fetchFn: rpcFetch,
      maxResponseBodySize: MAX_ANSWER_BYTES,
    }),
  })
  if (witnessRpcUrl === undefined) return { chainId, client, rpcUrl }
  return { chainId, client, rpcUrl, witness: chainClient({ chainId, rpcUrl: witnessRpcUrl, requestTimeoutMs }) }
}

/**
 * Confirm that the node answers and serves the configured chain.
 *
 * @throws {ChainUnreachable} when nothing is there
 * @throws {RpcRateLimited} {RpcTimedOut} {RpcRefused} {RpcAnswerUnreadable} {RpcFailed} when something is, and says so
 * @throws {WrongChain} when it serves another chain
 * @returns hash of the genesis block, which tells one local chain from the next
 */
export async function assertChain({ chainId, client, rpcUrl }: ChainClient): Promise<`0x${string}`> {
  let actual: number
  try {
    actual = await client.getChainId()
  } catch (error) {
    const failure = requestFailure('eth_chainId', error)
    throw failure instanceof RpcUnavailable ? new ChainUnreachable(rpcUrl, failure) : failure
  }
  if (actual !== chainId) throw new WrongChain(chainId, actual)
  try {
    return (await client.getBlock({ blockNumber: 0n })).hash
  } catch (error) {
    throw requestFailure('eth_getBlockByNumber', error)
  }
}

/** What a transaction costs at most: fees in wei a unit of gas. */
interface Fees {
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
