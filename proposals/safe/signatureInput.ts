import { type Hex, size } from 'viem'
import { z } from 'zod'
import { addressSchema, hexSchema } from '../../core/schemas/wire.js'

/** Most bytes of a contract's signature data: a Safe of a hundred owners fits, and a history is not flooded. */
export const MAX_CONTRACT_SIGNATURE_BYTES = 8_192

/** Static part (65 bytes), length word and data: the longest single signature in bytes. */
const MAX_SIGNATURE_BYTES = 65 + 32 + MAX_CONTRACT_SIGNATURE_BYTES + 32

const shortHex = (bytes: number) => hexSchema.refine((value) => size(value as Hex) <= bytes, `must be ${bytes} bytes or less`)

/**
 * One owner's consent to a Safe transaction, as it is handed in: bytes (65 of an account with a key, or a whole contract signature),
 * what a contract that is an owner answers for (EIP-1271), or the word that the hash was approved on chain.
 */
export const signatureInputSchema = z.union([
  shortHex(MAX_SIGNATURE_BYTES),
  z.strictObject({ kind: z.literal('contract'), owner: addressSchema, data: shortHex(MAX_CONTRACT_SIGNATURE_BYTES) }),
  z.strictObject({ kind: z.literal('approvedHash'), owner: addressSchema }),
])

/** @see signatureInputSchema */
export type SignatureInput = z.infer<typeof signatureInputSchema>
