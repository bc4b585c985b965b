import { BlockNotFoundError, type Hex, type PublicClient } from 'viem'
import type { ReadBlock } from '../../proposals/read/readPlan.js'
import { isUnknownBlock, requestFailure } from './chainFault.js'
import { BlockReplaced, NodeLagging, RpcAnswerImpossible } from './rpcErrors.js'

/**
 * Read a block by its number.
 *
 * @throws {RpcAnswerImpossible} when the node gives another block, or one without hash or time
 * @returns null when the node has not seen it
 */
export async function blockAt(client: PublicClient, blockNumber: bigint): Promise<ReadBlock | null> {
  try {
    const block = settled(await client.getBlock({ blockNumber }))
    if (block.number !== blockNumber) throw new RpcAnswerImpossible(`it gives block ${block.number} for block ${blockNumber}`)
    return block
  } catch (error) {
    if (error instanceof BlockNotFoundError || isUnknownBlock(error)) return null
    throw requestFailure('eth_getBlockByNumber', error)
  }
}

/**
 * Read the newest block of a node.
 *
 * @throws {RpcAnswerImpossible} when it has no number, hash or time
 */
export async function newestBlock(client: PublicClient): Promise<ReadBlock> {
  try {
    return settled(await client.getBlock({ blockTag: 'latest' }))
  } catch (error) {
    throw requestFailure('eth_getBlockByNumber', error)
  }
}

/** Only the first block of a chain has a time of 0: anywhere else a node left the time out. */
function settled({ number, hash, timestamp }: { number: bigint | null; hash: Hex | null; timestamp: bigint }): ReadBlock {
  if (number === null || hash === null) throw new RpcAnswerImpossible('its newest block has no number or hash')
  if (timestamp === 0n && number > 0n) throw new RpcAnswerImpossible(`block ${number} has the time 0`)
  return { number, hash, timestampSeconds: Number(timestamp) }
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
