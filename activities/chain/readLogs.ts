import { type Hex, numberToHex, type PublicClient } from 'viem'
import type { ReadLog, ReadRequest } from '../../proposals/readPlan.js'
import { LogsUnavailable } from './chainErrors.js'

interface RpcLog {
  readonly address: Hex
  readonly topics: readonly Hex[]
  readonly data: Hex
  readonly blockNumber: Hex
  readonly transactionHash: Hex
  readonly logIndex: Hex
  readonly blockTimestamp?: Hex
}

/**
 * Read the logs of one request up to a block, halving the range whenever the node refuses it.
 *
 * @param request - address, topics and first block
 * @param toBlock - last block, inclusive
 * @throws {LogsUnavailable} when even one block's logs are refused
 * @returns logs in the chain's order, each with its block's timestamp
 */
export async function readLogs(
  client: PublicClient,
  request: Extract<ReadRequest, { kind: 'logs' }>,
  toBlock: bigint,
  onChunk: () => void = () => {},
): Promise<ReadLog[]> {
  const found: RpcLog[] = []
  let from = request.fromBlock
  let size = toBlock - from + 1n
  while (from <= toBlock) {
    const to = from + size - 1n > toBlock ? toBlock : from + size - 1n
    try {
      const params = [{ address: request.address, topics: request.topics, fromBlock: numberToHex(from), toBlock: numberToHex(to) }]
      found.push(...((await client.request({ method: 'eth_getLogs', params } as never)) as RpcLog[]))
      from = to + 1n
      onChunk()
    } catch (error) {
      if (size <= 1n) throw new LogsUnavailable(from, error)
      size = (to - from + 2n) / 2n
    }
  }
  const timestamps = new Map<Hex, number>()
  const timestampOf = async (log: RpcLog): Promise<number> => {
    if (log.blockTimestamp !== undefined) return Number(BigInt(log.blockTimestamp))
    const known = timestamps.get(log.blockNumber)
    if (known !== undefined) return known
    const seconds = Number((await client.getBlock({ blockNumber: BigInt(log.blockNumber) })).timestamp)
    timestamps.set(log.blockNumber, seconds)
    return seconds
  }
  const logs: ReadLog[] = []
  for (const log of found) {
    logs.push({
      address: log.address,
      topics: log.topics,
      data: log.data,
      blockNumber: BigInt(log.blockNumber),
      blockTimestampSeconds: request.needsTimestamps === true ? await timestampOf(log) : null,
      transactionHash: log.transactionHash,
      logIndex: Number(BigInt(log.logIndex)),
    })
  }
  return logs
}
