import type { Hex, PublicClient } from 'viem'
import { contentHash } from '../../core/contentHash.js'
import type { ReadBlock } from '../../proposals/read/readPlan.js'
import { blockAt } from './blockAt.js'
import { patiently } from './patiently.js'
import { type LogFilter, type RpcLog, scanLogs } from './scanLogs.js'

/** Blocks below the head that are always read again: logs of a branch that was dropped, and logs that a lagging node left out. */
const REREAD_BLOCKS = 64n
/** A shorter range is read whole: remembering costs two requests. */
const WORTH_BLOCKS = 1_000n
/** Stretches after which the progress of a search is kept: a request each time, and no more than this is read twice. */
const KEEP_EVERY = 32
/** What was read is forgotten after about a day, so that a log which a node once left out is found. */
const FORGET_AFTER_BLOCKS = 7_200n

interface Kept {
  readonly toBlock: bigint
  readonly toBlockHash: Hex
  /** Block at which the search began. */
  readonly begunAt: bigint
  readonly logs: readonly RpcLog[]
}

/** By node, then by filter and first block. A node's memory goes with its client. */
const memory = new WeakMap<PublicClient, Map<Hex, Kept>>()

/** Forget what was read from a node: its answers contradict each other, or another node's. The next search begins anew. */
export function forgetLogs(client: PublicClient): void {
  memory.delete(client)
}

/**
 * Find logs, going on where an earlier search of this process came to: an activity whose attempt timed out does not begin anew, and a watch reads
 * only what is new.
 *
 * What is kept is used only while the block that it reaches to is part of the node's chain.
 *
 * @param toBlock - last block, inclusive
 * @throws what `scanLogs` throws
 * @returns logs in the chain's order
 */
export async function rememberedLogs(
  client: PublicClient,
  { filter, fromBlock, toBlock }: { readonly filter: LogFilter; readonly fromBlock: bigint; readonly toBlock: ReadBlock },
  onProgress: () => void,
): Promise<RpcLog[]> {
  if (toBlock.number - fromBlock < WORTH_BLOCKS) return collect(client, { filter, fromBlock, toBlock }, onProgress)
  const of = memory.get(client) ?? new Map<Hex, Kept>()
  memory.set(client, of)
  const key = contentHash({ ...filter, fromBlock: fromBlock.toString() })
  const kept = await usable(client, of.get(key), toBlock, onProgress)
  if (kept === null) of.delete(key)
  const begunAt = kept?.begunAt ?? toBlock.number
  const settled = toBlock.number - REREAD_BLOCKS
  const keep = async (reached: bigint, logs: readonly RpcLog[]) => {
    const end = reached < settled ? reached : settled
    if (end < fromBlock || (kept !== null && end <= kept.toBlock)) return
    const block = await patiently(() => blockAt(client, end), onProgress)
    if (block === null) return
    const upTo = logs.filter(({ blockNumber }) => BigInt(blockNumber) <= end)
    of.set(key, { toBlock: end, toBlockHash: block.hash, begunAt, logs: upTo })
  }
  const from = kept === null ? fromBlock : kept.toBlock + 1n
  const logs = await collect(client, { filter, fromBlock: from, toBlock }, onProgress, { known: kept?.logs ?? [], keep })
  await keep(toBlock.number, logs)
  return logs
}

async function usable(
  client: PublicClient,
  kept: Kept | undefined,
  toBlock: ReadBlock,
  onProgress: () => void,
): Promise<Kept | null> {
  if (kept === undefined || kept.toBlock > toBlock.number) return null
  if (toBlock.number - kept.begunAt > FORGET_AFTER_BLOCKS) return null
  const block = await patiently(() => blockAt(client, kept.toBlock), onProgress)
  return block?.hash === kept.toBlockHash ? kept : null
}

async function collect(
  client: PublicClient,
  { filter, fromBlock, toBlock }: { readonly filter: LogFilter; readonly fromBlock: bigint; readonly toBlock: ReadBlock },
  onProgress: () => void,
  {
    known = [],
    keep = async () => {},
  }: { readonly known?: readonly RpcLog[]; readonly keep?: (reached: bigint, logs: readonly RpcLog[]) => Promise<void> } = {},
): Promise<RpcLog[]> {
  const found = [...known]
  let stretches = 0
  for await (const { logs, toBlock: reached } of scanLogs(client, { filters: [filter], fromBlock, toBlock }, onProgress)) {
    found.push(...(logs[0] ?? []))
    stretches += 1
    if (stretches % KEEP_EVERY === 0) await keep(reached, found)
  }
  return found
}
