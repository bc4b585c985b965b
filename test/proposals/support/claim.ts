import type { ClaimCheck } from '../../../core/claimCheck.js'
import { canonicalJson } from '../../../core/canonicalJson.js'
import { contentHash } from '../../../core/contentHash.js'

/** The claim check that an evidence store would give for a value. */
export function claim(value: unknown): ClaimCheck {
  const sha256 = contentHash(value)
  return { uri: `evidence:${sha256.slice(2)}`, sha256, bytes: Buffer.byteLength(canonicalJson(value)) }
}
