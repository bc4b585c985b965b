import type { Hex } from 'viem'
import { z } from 'zod'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import { hash32Schema, uintStringSchema } from '../../core/schemas/wire.js'
import type { CursorStore } from '../evidence/cursorStore.js'
import type { EvidenceStore } from '../evidence/evidenceStore.js'

/** A long search is stored about this often, so that a kill loses no more. */
const SAVE_EVERY_MS = 10_000

const hexText = z
  .string()
  .regex(/^0x[0-9a-f]*$/i, 'must be hex')
  .transform((value) => value as Hex)

/** What a search has read so far. Fields that a node adds to a log are dropped. */
const keptLogsSchema = z.object({
  /** Which search: chain, node, filter and first block. A cursor that points at another one is not followed. */
  name: z.string(),
  /** Last block that was read, and its hash. */
  toBlock: uintStringSchema,
  toBlockHash: hash32Schema,
  /** Block at which the search began. */
  begunAt: uintStringSchema,
  logs: z.array(
    z.object({
      address: hexText,
      topics: z.array(hexText),
      data: hexText,
      blockNumber: hexText,
      blockHash: hexText,
      transactionHash: hexText,
      logIndex: hexText,
    }),
  ),
})

/** @see keptLogsSchema */
export type KeptLogs = Omit<z.infer<typeof keptLogsSchema>, 'name'>

/** Where what was read of one node outlives the process. */
export interface LogStore {
  readonly saveEveryMs: number
  /**
   * Read what an earlier process kept of a search.
   *
   * @param search - hash of the filter and the first block
   * @throws {EvidenceStoreUnavailable} when the store cannot be read
   * @returns null when nothing was kept, or what was kept is lost or altered
   */
  load(search: Hex): Promise<KeptLogs | null>
  /**
   * Keep what a search has read; null makes the next process begin anew.
   *
   * @throws {EvidenceStoreUnavailable} when the store cannot be written
   */
  save(search: Hex, kept: KeptLogs | null): Promise<void>
}

/**
 * Keep logs as evidence, with a cursor for each search of each node.
 *
 * @param node - a chain's node and its witness never share what they read: their answers are compared
 */
export function logStore({
  evidence,
  cursors,
  chainId,
  node,
  saveEveryMs = SAVE_EVERY_MS,
}: {
  readonly evidence: EvidenceStore
  readonly cursors: CursorStore
  readonly chainId: number
  readonly node: 'node' | 'witness'
  /** Between two saves of one search, ms. */
  readonly saveEveryMs?: number
}): LogStore {
  const nameOf = (search: Hex) => `logs-${chainId}-${node}-${search.slice(2)}`
  return {
    saveEveryMs,
    async load(search) {
      const name = nameOf(search)
      try {
        const claim = await cursors.get(name)
        const kept = claim === null ? null : await evidence.get(claim, keptLogsSchema.nullable())
        return kept?.name === name ? kept : null
      } catch (error) {
        if (!(error instanceof PlimsollError) || error.retryable) throw error
        return null
      }
    },
    async save(search, kept) {
      const name = nameOf(search)
      const claim = await evidence.put(kept === null ? null : keptLogsSchema.parse({ name, ...kept }))
      await cursors.set(name, claim)
    },
  }
}
