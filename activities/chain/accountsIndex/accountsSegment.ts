import { z } from 'zod'
import { claimCheckSchema } from '../../../core/claimCheck.js'
import { addressSchema, hash32Schema, uintStringSchema } from '../../../core/schemas/wire.js'
import { marketIdSchema } from '../../../core/units/marketId.js'

/**
 * One stretch of a market's index of accounts: who was named by its logs, so that the next run reads only what is new.
 *
 * The index is a list of segments, each pointing at the one before; all together hold every account named up to `toBlock`.
 */
export const accountsSegmentSchema = z.strictObject({
  version: z.literal(1),
  market: marketIdSchema,
  chainId: z.int().positive(),
  /** First block of the whole index. */
  fromBlock: uintStringSchema,
  /** Last block that need not be read again, and its hash: on another chain or branch the segment is dropped. */
  toBlock: uintStringSchema,
  toBlockHash: hash32Schema,
  /** What was looked through: SHA-256 of each contract with its topics, in ascending order. */
  sources: z.array(hash32Schema),
  /** Accounts that no earlier segment has, in ascending order. */
  accounts: z.array(addressSchema),
  previous: claimCheckSchema.nullable(),
  /** Why an earlier index was dropped and this one begun or shortened; null if none ever was. */
  rebuiltBecause: z.string().nullable(),
  /** Block at which the index was last begun anew for such a reason. */
  rebuiltAtBlock: uintStringSchema.nullable(),
})

/** @see accountsSegmentSchema */
export type AccountsSegment = z.infer<typeof accountsSegmentSchema>
