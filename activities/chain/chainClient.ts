import { createPublicClient, http, type PublicClient } from 'viem'
import { ChainUnreachable, WrongChain } from './chainErrors.js'

/** A connection to one chain's RPC node. */
export interface ChainClient {
  readonly chainId: number
  readonly client: PublicClient
  /** Kept for error texts, where it is redacted. */
  readonly rpcUrl: string
}

/**
 * Connect to an RPC node. No request is made yet.
 *
 * Retries are Temporal's: the transport makes one attempt, so that a failing node is seen and counted once.
 */
export function chainClient({ chainId, rpcUrl }: { chainId: number; rpcUrl: string }): ChainClient {
  const client = createPublicClient({
    transport: http(rpcUrl, { retryCount: 0, timeout: 20_000, batch: { batchSize: 100, wait: 0 } }),
  })
  return { chainId, client, rpcUrl }
}

/**
 * Confirm that the node answers and serves the configured chain.
 *
 * @throws {ChainUnreachable} when it does not answer
 * @throws {WrongChain} when it serves another chain
 * @returns hash of the genesis block, which tells one local chain from the next
 */
export async function assertChain({ chainId, client, rpcUrl }: ChainClient): Promise<`0x${string}`> {
  let actual: number
  try {
    actual = await client.getChainId()
  } catch (error) {
    throw new ChainUnreachable(rpcUrl, error)
  }
  if (actual !== chainId) throw new WrongChain(chainId, actual)
  return (await client.getBlock({ blockNumber: 0n })).hash
}
