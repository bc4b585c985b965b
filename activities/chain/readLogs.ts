import type { Hex, PublicClient } from 'viem'
import type { ReadBlock, ReadLog, ReadRequest } from '../../proposals/readPlan.js'
import { blockAt, lagging } from './blockAt.js'
import { patiently } from './patiently.js'
import { type RpcLog, scanLogs } from './scanLogs.js'

/**
 * Read the logs of one request up to a block.
 *
 * @param request - address, topics and first block
 * @param toBlock - last block, inclusive
 * @param onProgress - called after every query, for heartbeats
 * @throws what `scanLogs` throws
 * @returns logs in the chain's order, with their blocks' timestamps where the request asks for them
 */
export async function readLogs(
  client: PublicClient,
  request: Extract<ReadRequest, { kind: 'logs' }>,
  toBlock: Pick<ReadBlock, 'number' | 'hash'>,
  onProgress: () => void = () => {},
): Promise<ReadLog[]> {
  const found: ReadLog[] = []
  const timestamps = new Map<Hex, number>()
  const { address, topics, fromBlock } = request
  for await (const { logs } of scanLogs(client, { filters: [{ address, topics }], fromBlock, toBlock }, onProgress)) {
    for (const log of logs[0] ?? []) {
      const blockTimestampSeconds =
        request.needsTimestamps === true ? await timestampOf(client, log, timestamps, onProgress) : null
      found.push({
        address: log.address,
        topics: log.topics,
        data: log.data,
        blockNumber: BigInt(log.blockNumber),
        blockTimestampSeconds,
        transactionHash: log.transactionHash,
        logIndex: Number(BigInt(log.logIndex)),
      })
    }
  }
  return found
}

async function timestampOf(client: PublicClient, log: RpcLog, known: Map<Hex, number>, onProgress: () => void): Promise<number> {
  if (log.blockTimestamp !== undefined) return Number(BigInt(log.blockTimestamp))
  const timestamp = known.get(log.blockNumber)
  if (timestamp !== undefined) return timestamp
  const read = async () => {
    const block = await blockAt(client, BigInt(log.blockNumber))
    if (block === null) throw await lagging(client, BigInt(log.blockNumber))
    return block.timestampSeconds
  }
  const seconds = await patiently(read, onProgress)
  known.set(log.blockNumber, seconds)
  onProgress()
  return seconds
}
