import type { ClaimCheck } from '../../core/claimCheck.js'

/**
 * Names that point at evidence, so that the next run finds what the last one left. The only thing about evidence that ever changes.
 *
 * A cursor is a hint: what it points at proves itself by its hash, and a lost or wrong one costs time and nothing else.
 */
export interface CursorStore {
  /**
   * Read where a name points.
   *
   * @param name - lower-case letters, digits and hyphens
   * @returns null when it was never set
   * @throws {InvalidInputError} when what is stored is no claim
   * @throws {EvidenceStoreUnavailable} when the store cannot be read
   */
  get(name: string): Promise<ClaimCheck | null>
  /**
   * Point a name at evidence: wholly or not at all. Of two writers at once the later wins.
   *
   * @throws {EvidenceStoreUnavailable} when the store cannot be written
   */
  set(name: string, claim: ClaimCheck): Promise<void>
}
