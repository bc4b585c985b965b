import { createHmac } from 'node:crypto'
import type { Hex } from 'viem'
import { z } from 'zod'
import { canonicalJson } from '../../core/canonicalJson.js'
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
  /** Seal of what follows, by who knows the node's address: what somebody else wrote into the store is not followed. */
  seal: z.string(),
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
export type KeptLogs = Omit<z.infer<typeof keptLogsSchema>, 'seal'>

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
 * What a node said goes back to that node alone: names and seals are keyed by its URL, which is a secret. A node and its witness, or the node
 * that replaces a bad one, share nothing. Whoever can write the store and does not know the URL can only make the next search begin anew.
 *
 * @param rpcUrl - the node's
 */
export function logStore({
  evidence,
  cursors,
  chainId,
  rpcUrl,
  saveEveryMs = SAVE_EVERY_MS,
}: {
  readonly evidence: EvidenceStore
  readonly cursors: CursorStore
  readonly chainId: number
  readonly rpcUrl: string
  /** Between two saves of one search, ms. */
  readonly saveEveryMs?: number
}): LogStore {
  const keyed = (text: string) => createHmac('sha256', rpcUrl).update(text).digest('hex')
  const nameOf = (search: Hex) => `logs-${chainId}-${keyed(search).slice(0, 32)}`
  const sealOf = (search: Hex, kept: KeptLogs) => keyed(canonicalJson({ chainId, search, kept }))
  const sealed = (search: Hex, given: KeptLogs) => {
    const { seal: _, ...kept } = keptLogsSchema.parse({ seal: '', ...given })
    return { seal: sealOf(search, kept), ...kept }
  }
  return {
    saveEveryMs,
    async load(search) {
      try {
        const claim = await cursors.get(nameOf(search))
        if (claim === null) return null
        const stored = await evidence.get(claim, keptLogsSchema.nullable())
        if (stored === null) return null
        const { seal, ...kept } = stored
        return seal === sealOf(search, kept) ? kept : null
      } catch (error) {
        if (!(error instanceof PlimsollError) || error.retryable) throw error
        return null
      }
    },
    async save(search, kept) {
      await cursors.set(nameOf(search), await evidence.put(kept === null ? null : sealed(search, kept)))
    },
  }
}
