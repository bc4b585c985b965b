import { size, stringToHex } from 'viem'
import { canonicalJson } from './canonicalJson.js'
import type { ClaimCheck } from './claimCheck.js'
import { contentHash } from './contentHash.js'

/**
 * Compute the claim check that any evidence store gives for a value.
 *
 * @throws {TypeError} when the value is not JSON (see `canonicalJson`).
 */
export function claimOf(value: unknown): ClaimCheck {
  const sha256 = contentHash(value)
  return { uri: `evidence:${sha256.slice(2)}`, sha256, bytes: size(stringToHex(canonicalJson(value))) }
}
