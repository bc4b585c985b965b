import { z } from 'zod'
import { hash32Schema, uintStringSchema } from '../../core/schemas/wire.js'

/** Where the chain says that a proposal is on its route. */
export const routeStatusSchema = z.strictObject({
  /**
   * `signing`: a round still awaits execution; `delayed`: scheduled, not ready; `executable`; `executed`; `cancelled`: the
   * scheduled operation was cancelled; `superseded`: the round's nonce was spent by a transaction that is neither the round nor
   * its rejection; `rejected`: it was spent by the rejection.
   */
  phase: z.enum(['signing', 'delayed', 'executable', 'executed', 'cancelled', 'superseded', 'rejected']),
  /**
   * Index of the round that awaits execution; the number of rounds once all are through. A cancelled operation whose round is not through can
   * be scheduled again by the round's bytes.
   */
  roundIndex: z.int().nonnegative(),
  /** Chain time from which the operation can be executed; null while it is not scheduled. */
  readyAtSeconds: z.int().nonnegative().nullable(),
  /** Transaction that brought the phase about, where the chain tells. */
  transactionHash: hash32Schema.nullable(),
  block: z.strictObject({ number: uintStringSchema, timestampSeconds: z.int().nonnegative() }),
})

/** @see routeStatusSchema */
export type RouteStatus = z.infer<typeof routeStatusSchema>
