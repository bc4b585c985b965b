import type { Hex, PublicClient } from 'viem'
import type { ReadBlock, ReadLog, ReadRequest } from '../../proposals/read/readPlan.js'
import { blockAt, lagging } from './blockAt.js'
import { forgetLogs, rememberedLogs } from './logMemory.js'
import { patiently } from './patiently.js'
import { BlockReplaced, RpcAnswerImpossible } from './rpcErrors.js'
import type { RpcLog } from './scanLogs.js'

/** Blocks whose times are asked for at once: one HTTP request. */
const BLOCKS_AT_ONCE = 50

/**
 * Read the logs of one request up to a block.
 *
 * A log's time is that of its block, asked for by number and held to the log's block hash. The time that some nodes write into the log is not used:
 * go-ethereum 1.16 writes 0 there.
 *
 * @param request - address, topics and first block
 * @param toBlock - last block, inclusive
 * @param onProgress - called after every query, for heartbeats
 * @throws what `rememberedLogs` throws
 * @throws {BlockReplaced} when a log is of another block than the one with its number
 * @throws {RpcAnswerImpossible} when a log's block is younger than the last block
 * @returns logs in the chain's order, with their blocks' timestamps where the request asks for them
 */
export async function readLogs(
  client: PublicClient,
  request: Extract<ReadRequest, { kind: 'logs' }>,
  toBlock: ReadBlock,
  onProgress: () => void = () => {},
): Promise<ReadLog[]> {
  const { address, topics, fromBlock } = request
  const found = await rememberedLogs(client, { filter: { address, topics }, fromBlock, toBlock }, onProgress)
  const times = request.needsTimestamps === true ? await timesOf(client, found, toBlock, onProgress) : null
  return found.map((log) => ({
    address: log.address,
    topics: log.topics,
    data: log.data,
    blockNumber: BigInt(log.blockNumber),
    blockTimestampSeconds: times?.get(log.blockHash) ?? null,
    transactionHash: log.transactionHash,
    logIndex: Number(BigInt(log.logIndex)),
  }))
}

/** Times of the logs' blocks in seconds since 1970, by block hash. */
async function timesOf(
  client: PublicClient,
  logs: readonly RpcLog[],
  toBlock: ReadBlock,
  onProgress: () => void,
): Promise<ReadonlyMap<Hex, number>> {
  const blocks = [...new Map(logs.map(({ blockHash, blockNumber }) => [blockHash, BigInt(blockNumber)]))]
  const times = new Map<Hex, number>()
  for (let i = 0; i < blocks.length; i += BLOCKS_AT_ONCE) {
    const read = blocks.slice(i, i + BLOCKS_AT_ONCE).map(async ([hash, number]) => {
      const block = await patiently(() => loggedBlock(client, number, hash), onProgress)
      if (block.timestampSeconds > toBlock.timestampSeconds)
        throw new RpcAnswerImpossible(`block ${number} has a later time than block ${toBlock.number}`)
      times.set(hash, block.timestampSeconds)
    })
    await Promise.all(read)
    onProgress()
  }
  return times
}

async function loggedBlock(client: PublicClient, number: bigint, hash: Hex): Promise<ReadBlock> {
  const block = await blockAt(client, number)
  if (block === null) throw await lagging(client, number)
  if (block.hash !== hash) {
    // The log was read from a branch that was dropped: asked for again, it must not come from memory.
    await forgetLogs(client)
    throw new BlockReplaced(number, hash, block.hash)
  }
  return block
}
