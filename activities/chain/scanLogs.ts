import { type Address, type Hex, numberToHex, type PublicClient } from 'viem'
import type { PlimsollError } from '../../core/errors/plimsollError.js'
import { sameHex } from '../../core/hex.js'
import type { ReadBlock } from '../../proposals/read/readPlan.js'
import { assertBlock, lagging } from './blockAt.js'
import { isUnknownBlock, requestFailure } from './chainFault.js'
import { LogsUnavailable } from './errors.js'
import { RpcAnswerImpossible, RpcAnswerTooLarge, RpcAnswerUnreadable, RpcFailed, RpcTimedOut } from './rpcErrors.js'
import { ChunkSize, LogPlan } from './logPlan.js'
import { patiently } from './patiently.js'

/** A log as eth_getLogs gives it. What else a node writes into it, such as the block's time, is not used. */
export interface RpcLog {
  readonly address: Address
  readonly topics: readonly Hex[]
  readonly data: Hex
  readonly blockNumber: Hex
  readonly blockHash: Hex
  readonly transactionHash: Hex
  readonly logIndex: Hex
  readonly removed?: boolean
}

/** Which logs to find: as eth_getLogs has them. */
export interface LogFilter {
  readonly address: Address | readonly Address[]
  readonly topics: readonly (Hex | readonly Hex[] | null)[]
}

/** The logs of one stretch of blocks, by filter. */
export interface LogChunk {
  readonly fromBlock: bigint
  readonly toBlock: bigint
  readonly logs: readonly (readonly RpcLog[])[]
}

/** Time-outs in a row after which the node counts as dead rather than the query as too large. */
const MAX_TIME_OUTS = 5

/**
 * Read logs of a range stretch by stretch, so that no more than one stretch is ever held.
 *
 * Stretches shrink when the node refuses one (its limits, a time-out, too large an answer) and grow again. The last one comes with a
 * look at its block in the same HTTP request: many nodes answer a range that they have not seen to its end as if nothing had happened there.
 *
 * @param toBlock - last block, inclusive
 * @param onProgress - called after every query, for heartbeats
 * @throws {LogsUnavailable} when even one block's logs are refused
 * @throws {LogPlanTooSmall} when the node gives so few blocks a request that the search would take too many
 * @throws {NodeLagging} {BlockReplaced} when the node has another last block, or none
 * @throws {RpcAnswerImpossible} when a log is not of the filter or the stretch, or of a block that left the chain
 * @throws {RpcRateLimited} {RpcUnavailable} {RpcRefused} {RpcTimedOut} as the node does
 */
export async function* scanLogs(
  client: PublicClient,
  {
    filters,
    fromBlock,
    toBlock,
  }: { filters: readonly LogFilter[]; fromBlock: bigint; toBlock: Pick<ReadBlock, 'number' | 'hash'> },
  onProgress: () => void = () => {},
): AsyncGenerator<LogChunk> {
  const chunk = new ChunkSize()
  const plan = new LogPlan(filters.length)
  let timeOuts = 0
  for (let from = fromBlock; from <= toBlock.number; ) {
    const end = from + chunk.blocks - 1n
    const to = end > toBlock.number ? toBlock.number : end
    const range = { fromBlock: numberToHex(from), toBlock: numberToHex(to) }
    const ask = async () => {
      const queries = filters.map((filter) => query(client, filter, range, to))
      const [logs] = await Promise.all([Promise.all(queries), to === toBlock.number ? assertBlock(client, toBlock) : null])
      return logs
    }
    let logs: readonly (readonly RpcLog[])[]
    try {
      logs = await patiently(ask, onProgress)
    } catch (error) {
      onProgress()
      timeOuts = error instanceof RpcTimedOut ? timeOuts + 1 : 0
      if (!isTooMuch(error) || timeOuts >= MAX_TIME_OUTS) throw error
      if (from === to) throw new LogsUnavailable(from, error)
      chunk.refused(to - from + 1n)
      plan.refused()
      continue
    }
    timeOuts = 0
    onProgress()
    yield { fromBlock: from, toBlock: to, logs }
    plan.answered(to - from + 1n, toBlock.number - to)
    if (to === end) chunk.succeeded()
    from = to + 1n
  }
}

/** Tell whether a smaller request of the same kind may be answered. */
export function isTooMuch(error: unknown): boolean {
  return (
    error instanceof RpcFailed ||
    error instanceof RpcTimedOut ||
    error instanceof RpcAnswerTooLarge ||
    error instanceof RpcAnswerUnreadable
  )
}

async function query(
  client: PublicClient,
  { address, topics }: LogFilter,
  range: { fromBlock: Hex; toBlock: Hex },
  to: bigint,
): Promise<readonly RpcLog[]> {
  let answer: unknown
  try {
    const filter = {
      address: typeof address === 'string' ? address : [...address],
      topics: topics.map((topic) => (topic === null || typeof topic === 'string' ? topic : [...topic])),
    }
    answer = await client.request({ method: 'eth_getLogs', params: [{ ...filter, ...range }] })
  } catch (error) {
    throw isUnknownBlock(error) ? await lagging(client, to) : (requestFailure('eth_getLogs', error) satisfies PlimsollError)
  }
  if (!Array.isArray(answer)) throw new RpcAnswerUnreadable(`${answer === null ? 'null' : typeof answer} for a list of logs`)
  for (const log of answer) assertAsked(log, { address, topics }, range)
  return answer as RpcLog[]
}

const HEX_FIELDS = ['address', 'data', 'blockNumber', 'blockHash', 'transactionHash', 'logIndex'] as const

/** Hold a log to what was asked for: a node that mixes up its answers gives events that never happened. */
function assertAsked(log: unknown, filter: LogFilter, { fromBlock, toBlock }: { fromBlock: Hex; toBlock: Hex }): void {
  if (!isLog(log)) throw new RpcAnswerUnreadable('something else than a log in a list of logs')
  if (log.removed === true) throw new RpcAnswerImpossible('a log of the chain is marked as removed from it')
  const isOneOf = (value: Hex | undefined, wanted: Hex | readonly Hex[]) =>
    value !== undefined && [wanted].flat().some((one) => sameHex(one, value))
  const isWanted =
    isOneOf(log.address, filter.address) &&
    filter.topics.every((topic, i) => topic === null || isOneOf(log.topics[i], topic)) &&
    BigInt(log.blockNumber) >= BigInt(fromBlock) &&
    BigInt(log.blockNumber) <= BigInt(toBlock)
  if (!isWanted) throw new RpcAnswerImpossible('a log is not of the contract, event or blocks that were asked for')
}

function isLog(log: unknown): log is RpcLog {
  if (typeof log !== 'object' || log === null || !('topics' in log) || !Array.isArray(log.topics)) return false
  const fields = log as Record<string, unknown>
  return [...log.topics, ...HEX_FIELDS.map((name) => fields[name])].every(isHexText)
}

function isHexText(value: unknown): value is Hex {
  return typeof value === 'string' && /^0x[0-9a-f]*$/i.test(value)
}
