import type { Hex, PublicClient } from 'viem'
import { contentHash } from '../../core/contentHash.js'
import type { ReadBlock } from '../../proposals/read/readPlan.js'
import { blockAt } from './blockAt.js'
import type { CursorStore } from '../evidence/cursorStore.js'
import type { EvidenceStore } from '../evidence/evidenceStore.js'
import type { ChainClient } from './chainClient.js'
import { patiently } from './patiently.js'
import { type LogFilter, type RpcLog, scanLogs } from './scanLogs.js'
import { type KeptLogs, type LogStore, logStore } from './storedLogs.js'

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

/** What was read of one node. */
interface Memory {
  /** By search: filter and first block. Null where an earlier process kept nothing either. */
  readonly searches: Map<Hex, Kept | null>
  readonly store: LogStore | null
}

/** A node's memory goes with its client. */
const memories = new WeakMap<PublicClient, Memory>()

/**
 * Have what is read of a chain's nodes outlive this process: a worker that takes over from a killed one goes on where that one came to.
 *
 * Call it once, before the first read.
 */
export function keepLogs(
  { client, chainId, rpcUrl, witness }: ChainClient,
  stores: { readonly evidence: EvidenceStore; readonly cursors: CursorStore; readonly saveEveryMs?: number },
): void {
  memories.set(client, { searches: new Map(), store: logStore({ ...stores, chainId, rpcUrl }) })
  if (witness !== undefined) keepLogs(witness, stores)
}

/**
 * Forget what was read from nodes: their answers contradict each other. The next search begins anew.
 *
 * @throws {EvidenceStoreUnavailable} when the store cannot be written
 */
export async function forgetLogs(...clients: readonly PublicClient[]): Promise<void> {
  // All of memory first: a store that fails then leaves nothing in it. A search that still runs keeps nothing any more: its memory is another.
  const forgotten = clients.flatMap((client) => {
    const memory = memories.get(client)
    if (memory === undefined) return []
    const nothing = new Map([...memory.searches.keys()].map((search) => [search, null] as const))
    memories.set(client, { store: memory.store, searches: nothing })
    return [memory]
  })
  for (const { searches, store } of forgotten)
    for (const [search, kept] of searches) if (kept !== null) await store?.save(search, null)
}

/**
 * Find logs, going on where an earlier search came to: an activity whose attempt timed out does not begin anew, nor does the next worker after a
 * kill (see `keepLogs`), and a watch reads only what is new.
 *
 * What is kept is used only while the block that it reaches to is part of the node's chain.
 *
 * @param toBlock - last block, inclusive
 * @throws what `scanLogs` throws
 * @throws {EvidenceStoreUnavailable} when the store of what was read fails
 * @returns logs in the chain's order
 */
export async function rememberedLogs(
  client: PublicClient,
  { filter, fromBlock, toBlock }: { readonly filter: LogFilter; readonly fromBlock: bigint; readonly toBlock: ReadBlock },
  onProgress: () => void,
): Promise<RpcLog[]> {
  if (toBlock.number - fromBlock < WORTH_BLOCKS) return collect(client, { filter, fromBlock, toBlock }, onProgress)
  const memory = memories.get(client) ?? { searches: new Map<Hex, Kept | null>(), store: null }
  memories.set(client, memory)
  const search = contentHash({ ...filter, fromBlock: fromBlock.toString() })
  const kept = await usable(client, await recalled(memory, search), toBlock, onProgress)
  memory.searches.set(search, kept)
  let savedAt = Date.now()
  const begunAt = kept?.begunAt ?? toBlock.number
  const settled = toBlock.number - REREAD_BLOCKS
  const keep = async (reached: bigint, logs: readonly RpcLog[]) => {
    const end = reached < settled ? reached : settled
    if (end < fromBlock || (kept !== null && end <= kept.toBlock)) return
    const block = await patiently(() => blockAt(client, end), onProgress)
    if (block === null) return
    const upTo = logs.filter(({ blockNumber }) => BigInt(blockNumber) <= end)
    if (memories.get(client) !== memory) return
    const reading = { toBlock: end, toBlockHash: block.hash, begunAt, logs: upTo }
    memory.searches.set(search, reading)
    if (memory.store === null || Date.now() - savedAt < memory.store.saveEveryMs) return
    await memory.store.save(search, toStored(reading))
    savedAt = Date.now()
  }
  const from = kept === null ? fromBlock : kept.toBlock + 1n
  const logs = await collect(client, { filter, fromBlock: from, toBlock }, onProgress, { known: kept?.logs ?? [], keep })
  await keep(toBlock.number, logs)
  return logs
}

/** What this process knows of a search or, at its first look, what an earlier one kept. */
async function recalled({ searches, store }: Memory, search: Hex): Promise<Kept | null> {
  const known = searches.get(search)
  if (known !== undefined) return known
  const stored = (await store?.load(search)) ?? null
  return stored === null ? null : { ...stored, toBlock: BigInt(stored.toBlock), begunAt: BigInt(stored.begunAt) }
}

function toStored({ toBlock, begunAt, toBlockHash, logs }: Kept): KeptLogs {
  return {
    toBlock: toBlock.toString(),
    begunAt: begunAt.toString(),
    toBlockHash,
    logs: logs.map((log) => ({ ...log, topics: [...log.topics] })),
  }
}

async function usable(client: PublicClient, kept: Kept | null, toBlock: ReadBlock, onProgress: () => void): Promise<Kept | null> {
  if (kept === null || kept.toBlock > toBlock.number) return null
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
