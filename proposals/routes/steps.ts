import { z } from 'zod'
import { callSchema } from '../call.js'
import { signingRoundSchema } from './signingRound.js'

const nameSchema = z.string().regex(/^[a-z]+$/)
/** Words that complete "the transaction that should …". */
const doesSchema = z.string().min(1)

/** One thing that must happen, after those before it, until a change is in force. A status says which one the chain waits for. */
export const routeStepSchema = z.discriminatedUnion('kind', [
  /** Owners sign the round of this purpose; then it is sent. */
  z.strictObject({ kind: z.literal('sign'), name: signingRoundSchema.shape.purpose, does: doesSchema }),
  /** Accounts approve on the chain, each by a transaction of its own. */
  z.strictObject({ kind: z.literal('approve'), name: nameSchema }),
  /** Others vote on the chain. */
  z.strictObject({ kind: z.literal('vote'), name: nameSchema }),
  /** Time passes, by the chain's clock. */
  z.strictObject({ kind: z.literal('wait'), name: nameSchema }),
  /** The relayer sends a call; null where only the chain can tell it, such as by an id that it gives or a time that it sets. */
  z.strictObject({ kind: z.literal('send'), name: nameSchema, does: doesSchema, call: callSchema.nullable() }),
])

/** @see routeStepSchema */
export type RouteStep = z.infer<typeof routeStepSchema>

/** A way to make the bytes of a change dead before they are in force. */
export const routeExitSchema = z.discriminatedUnion('kind', [
  /** Owners sign another round of the nonce that the sign step `of` needs; then it is sent. */
  z.strictObject({
    kind: z.literal('spendNonce'),
    name: signingRoundSchema.shape.purpose,
    does: doesSchema,
    of: signingRoundSchema.shape.purpose,
  }),
  /** The account of this role sends a call with its own key. */
  z.strictObject({ kind: z.literal('cancel'), by: nameSchema, call: callSchema }),
])

/** @see routeExitSchema */
export type RouteExit = z.infer<typeof routeExitSchema>
