import { z } from 'zod'
import { addressSchema } from '../../core/schemas/wire.js'
import { safeHashesSchema, safeTransactionSchema } from '../safe/safeTransaction.js'

/**
 * One set of signatures to collect: a Safe transaction of a fixed nonce.
 *
 * A route yields its rounds in order; `reject` is the empty self-call that spends the same nonce.
 */
export const signingRoundSchema = z.strictObject({
  purpose: z.enum(['schedule', 'reject']),
  chainId: z.int().positive(),
  safe: addressSchema,
  safeVersion: z.string(),
  transaction: safeTransactionSchema,
  hashes: safeHashesSchema,
})

/** @see signingRoundSchema */
export type SigningRound = z.infer<typeof signingRoundSchema>
