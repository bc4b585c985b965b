import { sha256, stringToBytes } from 'viem'
import { z } from 'zod'
import { canonicalJson } from './canonicalJson.js'
import { hash32Schema } from './schemas/wire.js'

/** A reference to evidence that is too large for a workflow history: where it is, what it hashes to, how long it is. */
export const claimCheckSchema = z.strictObject({
  /** `evidence:<sha256 without 0x>`: resolved by whichever store the worker is configured with. */
  uri: z.string().regex(/^evidence:[0-9a-f]{64}$/),
  /** SHA-256 of the stored bytes. */
  sha256: hash32Schema,
  bytes: z.int().nonnegative(),
})

/** @see claimCheckSchema */
export type ClaimCheck = z.infer<typeof claimCheckSchema>

/**
 * Compute the claim check that any evidence store gives for a value.
 *
 * @throws {TypeError} when the value is not JSON (see `canonicalJson`).
 */
export function claimOf(value: unknown): ClaimCheck {
  const bytes = stringToBytes(canonicalJson(value))
  const hash = sha256(bytes)
  return { uri: `evidence:${hash.slice(2)}`, sha256: hash, bytes: bytes.length }
}
