import { BlockNotFoundError, type PublicClient } from 'viem'
import type { ReadBlock } from '../../proposals/readPlan.js'
import { isUnknownBlock, requestFailure } from './chainFault.js'
import { BlockReplaced, NodeLagging } from './rpcErrors.js'

/**
 * Read a block by its number.
 *
 * @returns null when the node has not seen it
 */
export async function blockAt(client: PublicClient, blockNumber: bigint): Promise<ReadBlock | null> {
  try {
    const { number, hash, timestamp } = await client.getBlock({ blockNumber })
    return { number, hash, timestampSeconds: Number(timestamp) }
  } catch (error) {
    if (error instanceof BlockNotFoundError || isUnknownBlock(error)) return null
    throw requestFailure('eth_getBlockByNumber', error)
  }
}

/**
 * Make sure that the node has a block and that it is still part of its chain.
 *
 * @throws {NodeLagging} when the node has not seen it
 * @throws {BlockReplaced} when another block has its number by now
 */
export async function assertBlock(client: PublicClient, block: Pick<ReadBlock, 'number' | 'hash'>): Promise<void> {
  const found = await blockAt(client, block.number)
  if (found === null) throw await lagging(client, block.number)
  if (found.hash !== block.hash) throw new BlockReplaced(block.number, block.hash, found.hash)
}

/** Name a node that has not seen a block, with its head where it tells. */
export async function lagging(client: PublicClient, block: bigint, node: 'node' | 'witness' = 'node'): Promise<NodeLagging> {
  const head = await client.getBlockNumber({ cacheTime: 0 }).catch(() => null)
  return new NodeLagging(node, block, head)
}
