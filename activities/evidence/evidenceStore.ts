import type { z } from 'zod'
import type { ClaimCheck } from '../../core/claimCheck.js'

/**
 * Where evidence is kept: every value under the SHA-256 of its bytes, never changed, never deleted.
 *
 * Putting a value a second time gives the same claim and writes nothing: the claim is the idempotency key.
 */
export interface EvidenceStore {
  /**
   * Store a JSON value as canonical JSON.
   *
   * @throws {TypeError} when the value holds what JSON cannot: bigint, NaN, infinity.
   * @throws {EvidenceAltered} when other bytes already stand under the value's hash.
   * @throws {EvidenceStoreUnavailable} when the store cannot be written.
   */
  put(value: unknown): Promise<ClaimCheck>
  /**
   * Read a value back: its bytes are hashed again, then parsed by the schema.
   *
   * @throws {EvidenceMissing} when the store has nothing under the claim.
   * @throws {EvidenceAltered} when the stored bytes do not hash to the claim.
   * @throws {InvalidInputError} when the claim or the value does not match its schema.
   * @throws {EvidenceStoreUnavailable} when the store cannot be read.
   */
  get<Schema extends z.ZodType>(claim: ClaimCheck, schema: Schema): Promise<z.output<Schema>>
  /** Store a text for people, such as a Markdown report, as UTF-8. Throws as `put` does. */
  putText(text: string): Promise<ClaimCheck>
  /** Read a text back; its bytes are hashed again. Throws as `get` does. */
  getText(claim: ClaimCheck): Promise<string>
}
