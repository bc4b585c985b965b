import { z } from 'zod'
import { addressSchema } from '../../core/schemas/wire.js'
import { safeHashesSchema, safeTransactionSchema } from '../safe/safeTransaction.js'

/**
 * One set of signatures to collect: a Safe transaction of a fixed nonce.
 *
 * A route yields its rounds in order, each with a purpose of its own. One of them may only spend the nonce of another.
 */
export const signingRoundSchema = z.strictObject({
  /** A word that completes "to …": `schedule`, `reject`. */
  purpose: z.string().regex(/^[a-z]+$/),
  chainId: z.int().positive(),
  safe: addressSchema,
  safeVersion: z.string(),
  transaction: safeTransactionSchema,
  hashes: safeHashesSchema,
})

/** @see signingRoundSchema */
export type SigningRound = z.infer<typeof signingRoundSchema>
