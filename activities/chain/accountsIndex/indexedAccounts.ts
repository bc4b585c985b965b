import type { Address, Hex, PublicClient } from 'viem'
import type { ClaimCheck } from '../../../core/claimCheck.js'
import { contentHash } from '../../../core/contentHash.js'
import type { MarketId } from '../../../core/units/marketId.js'
import type { AccountFilter, ReadBlock, ReadRequest } from '../../../proposals/read/readPlan.js'
import type { CursorStore } from '../../evidence/cursorStore.js'
import type { EvidenceStore } from '../../evidence/evidenceStore.js'
import { blockAt, lagging } from '../blockAt.js'
import { patiently } from '../patiently.js'
import { type AccountsReader, collectAccounts, scanOf, sortedAccounts } from '../readAccounts.js'
import { scanLogs } from '../scanLogs.js'
import type { AccountsSegment } from './accountsSegment.js'
import { loadSegments, type StoredSegment } from './loadSegments.js'

/** Blocks below the head that are always read again: logs of a branch that was dropped, and logs that a lagging node left out. */
export const REREAD_BLOCKS = 64n
/** A segment with fewer accounts than this is rewritten with what is new; a larger one is left and followed by another. */
const FULL_SEGMENT = 4_096
/** An index that was begun anew is trusted for about a day: a market that stays incomplete is not searched whole at every run. */
const REBUILD_AFTER_BLOCKS = 7_200n
/** A long first search is stored about this often, so that a kill loses no more. */
const SAVE_EVERY_MS = 10_000

/** Where an index is kept, and of what. */
export interface IndexedAccountsOptions {
  readonly evidence: EvidenceStore
  readonly cursors: CursorStore
  readonly market: MarketId
  readonly chainId: number
  /** Between two stores of a long search; 10 s by default. */
  readonly saveEveryMs?: number
}

/** A reader of accounts that goes on where the last run stopped. */
export interface IndexedAccounts {
  readonly read: AccountsReader
  /** The index after the last read; null before it, or where the chain is too short to keep one. */
  readonly claim: () => ClaimCheck | null
  /** Whether the last read used an earlier run's accounts, which reading all again might correct. */
  readonly mayBeStale: () => boolean
  /** Make the next read begin anew, for a reason that the new index names. */
  readonly distrust: (reason: string) => void
}

/** Make a reader of accounts that remembers: the accounts found are evidence, and a cursor tells the next run where they are. */
export function indexedAccounts(options: IndexedAccountsOptions): IndexedAccounts {
  const name = `positions-${options.market}`
  let claim: ClaimCheck | null = null
  let mayBeStale = false
  let reason: string | null = null

  return {
    claim: () => claim,
    mayBeStale: () => mayBeStale,
    distrust: (because) => {
      reason = because
    },
    read: async (client, request, block, onProgress) => {
      const loaded = reason === null ? await loadSegments(options, name) : { segments: [], problem: reason }
      const usable = await usableSegments(client, loaded, { request, block, chainId: options.chainId, onProgress })
      mayBeStale = isStale(usable.segments[0]?.segment, block.number)
      const index = new GrowingIndex(options, name, { request, usable, block })
      reason = null
      await index.search(client, request, block, onProgress)
      claim = index.claim
      return index.accounts()
    },
  }
}

function isStale(newest: AccountsSegment | undefined, block: bigint): boolean {
  if (newest === undefined) return false
  return newest.rebuiltAtBlock === null || block - BigInt(newest.rebuiltAtBlock) > REBUILD_AFTER_BLOCKS
}

interface Usable {
  readonly segments: readonly StoredSegment[]
  readonly problem: string | null
}

/** Drop segments of another configuration, chain or branch. */
async function usableSegments(
  client: PublicClient,
  { segments, problem }: Usable,
  use: { request: { fromBlock: bigint }; block: ReadBlock; chainId: number; onProgress: () => void },
): Promise<Usable> {
  const { request, block, chainId, onProgress } = use
  const [newest] = segments
  if (newest === undefined) return { segments, problem }
  if (newest.segment.chainId !== chainId) return { segments: [], problem: `it was of chain ${newest.segment.chainId}` }
  if (BigInt(newest.segment.fromBlock) > request.fromBlock) {
    return { segments: [], problem: `it began at block ${newest.segment.fromBlock}, not ${request.fromBlock}` }
  }
  let because = problem
  for (const [i, { segment }] of segments.entries()) {
    const number = BigInt(segment.toBlock)
    if (number <= block.number) {
      const hash = await patiently(() => hashAt(client, number), onProgress)
      if (hash === segment.toBlockHash) return { segments: segments.slice(i), problem: because }
    }
    because = `block ${segment.toBlock} was replaced`
  }
  return { segments: [], problem: because }
}

async function hashAt(client: PublicClient, number: bigint): Promise<Hex> {
  const block = await blockAt(client, number)
  if (block === null) throw await lagging(client, number)
  return block.hash
}

/** An index in memory while a search adds to it. */
class GrowingIndex {
  readonly #options: IndexedAccountsOptions
  readonly #name: string
  readonly #fromBlock: string
  readonly #sources: readonly Hex[]
  readonly #problem: string | null
  readonly #rebuiltAt: string | null
  readonly #known = new Set<Hex>()
  readonly #fresh = new Set<Hex>()
  #head: StoredSegment | undefined

  constructor(
    options: IndexedAccountsOptions,
    name: string,
    {
      request,
      usable,
      block,
    }: { request: { fromBlock: bigint; filters: readonly AccountFilter[] }; usable: Usable; block: ReadBlock },
  ) {
    this.#options = options
    this.#name = name
    this.#fromBlock = (usable.segments[0]?.segment.fromBlock ?? request.fromBlock).toString()
    this.#sources = [
      ...new Set(request.filters.flatMap((filter) => filter.addresses.map((address) => sourceOf(filter, address)))),
    ].sort()
    this.#problem = usable.problem
    this.#rebuiltAt = usable.problem !== null && usable.segments.length === 0 ? block.number.toString() : null
    this.#head = usable.segments[0]
    for (const { segment } of usable.segments)
      for (const account of segment.accounts) this.#known.add(account.toLowerCase() as Hex)
  }

  get claim(): ClaimCheck | null {
    return this.#head?.claim ?? null
  }

  accounts(): Address[] {
    return sortedAccounts([...this.#known, ...this.#fresh])
  }

  /** Read what the index lacks: contracts that are new to it since the beginning, all others since its last block. */
  async search(
    client: PublicClient,
    request: Extract<ReadRequest, { kind: 'accounts' }>,
    block: ReadBlock,
    onProgress: () => void,
  ): Promise<void> {
    const head = this.#head?.segment
    if (head !== undefined) {
      const filters = unseen(request.filters, head.sources)
      const upTo = { number: BigInt(head.toBlock), hash: head.toBlockHash }
      await this.#scan(client, { filters, fromBlock: request.fromBlock, toBlock: upTo }, onProgress)
    }
    const fromBlock = head === undefined ? request.fromBlock : BigInt(head.toBlock) + 1n
    const settled = block.number - REREAD_BLOCKS
    let savedAt = Date.now()
    await this.#scan(client, { filters: request.filters, fromBlock, toBlock: block }, onProgress, async (reached) => {
      if (Date.now() - savedAt < (this.#options.saveEveryMs ?? SAVE_EVERY_MS)) return
      await this.#save(client, reached < settled ? reached : settled, onProgress)
      savedAt = Date.now()
    })
    await this.#save(client, settled, onProgress)
  }

  async #scan(
    client: PublicClient,
    scan: { filters: readonly AccountFilter[]; fromBlock: bigint; toBlock: Pick<ReadBlock, 'number' | 'hash'> },
    onProgress: () => void,
    onReached: (block: bigint) => Promise<void> = async () => {},
  ): Promise<void> {
    if (scan.filters.length === 0 || scan.fromBlock > scan.toBlock.number) return
    const { filters } = scanOf({ kind: 'accounts', filters: scan.filters, fromBlock: scan.fromBlock })
    const found = new Set<Hex>()
    for await (const { logs, toBlock } of scanLogs(client, { ...scan, filters }, onProgress)) {
      collectAccounts(found, scan.filters, logs)
      for (const account of found) if (!this.#known.has(account)) this.#fresh.add(account)
      found.clear()
      if (toBlock < scan.toBlock.number) await onReached(toBlock)
    }
  }

  async #save(client: PublicClient, toBlock: bigint, onProgress: () => void): Promise<void> {
    const head = this.#head?.segment
    if (toBlock < BigInt(this.#fromBlock) || (head !== undefined && toBlock < BigInt(head.toBlock))) return
    const isSame = head !== undefined && toBlock === BigInt(head.toBlock) && head.sources.join() === this.#sources.join()
    if (isSame && this.#fresh.size === 0) return
    const isOpen = head !== undefined && head.accounts.length < FULL_SEGMENT
    const own = isOpen ? head.accounts.map((account) => account.toLowerCase() as Hex) : []
    const segment: AccountsSegment = {
      version: 1,
      market: this.#options.market,
      chainId: this.#options.chainId,
      fromBlock: this.#fromBlock,
      toBlock: toBlock.toString(),
      toBlockHash: await patiently(() => hashAt(client, toBlock), onProgress),
      sources: [...this.#sources],
      accounts: sortedAccounts([...own, ...this.#fresh]),
      previous: isOpen ? head.previous : (this.#head?.claim ?? null),
      rebuiltBecause: this.#problem ?? head?.rebuiltBecause ?? null,
      rebuiltAtBlock: this.#rebuiltAt ?? head?.rebuiltAtBlock ?? null,
    }
    const claim = await this.#options.evidence.put(segment)
    await this.#options.cursors.set(this.#name, claim)
    this.#head = { claim, segment }
    for (const account of this.#fresh) this.#known.add(account)
    this.#fresh.clear()
    onProgress()
  }
}

function sourceOf({ topics, accountTopic }: AccountFilter, address: Address): Hex {
  return contentHash({ address: address.toLowerCase(), topics, accountTopic })
}

function unseen(filters: readonly AccountFilter[], seen: readonly Hex[]): AccountFilter[] {
  return filters
    .map((filter) => ({ ...filter, addresses: filter.addresses.filter((address) => !seen.includes(sourceOf(filter, address))) }))
    .filter(({ addresses }) => addresses.length > 0)
}
