import { sha256, stringToBytes, type Hex } from 'viem'
import { canonicalJson } from './canonicalJson.js'

/**
 * Hash a value by its content: SHA-256 of its canonical JSON, 32 bytes as 0x hex.
 *
 * @throws {TypeError} when the value is not JSON (see `canonicalJson`).
 */
export function contentHash(value: unknown): Hex {
  return sha256(stringToBytes(canonicalJson(value)))
}
