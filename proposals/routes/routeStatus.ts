import { z } from 'zod'
import { hash32Schema, uintStringSchema } from '../../core/schemas/wire.js'

/** Where the chain says that a proposal is on its route. */
export const routeStatusSchema = z.strictObject({
  /** Where it is, in the route's own word, for a reader. */
  phase: z.string().min(1),
  /**
   * Index of the step that the chain waits for; the number of steps once nothing is left to do. Of what was cancelled, the step whose bytes could
   * still take it up again.
   */
  step: z.int().nonnegative(),
  /**
   * How the chain ended it; null while it is on its way. `cancelled`: by an account that may; `superseded`: its place was taken by something else;
   * `rejected`: by those who sign or vote; `expired`: by a deadline of the chain.
   */
  outcome: z.enum(['executed', 'cancelled', 'superseded', 'rejected', 'expired']).nullable(),
  /** What ended it, in the route's words, without its transaction; null while it is on its way and once it is executed. */
  because: z.string().nullable(),
  /** Chain time from which the operation can be executed; null while it is not scheduled. */
  readyAtSeconds: z.int().nonnegative().nullable(),
  /** Transaction that brought the phase about, where the chain tells. */
  transactionHash: hash32Schema.nullable(),
  block: z.strictObject({ number: uintStringSchema, timestampSeconds: z.int().nonnegative() }),
})

/** @see routeStatusSchema */
export type RouteStatus = z.infer<typeof routeStatusSchema>
