import type { ClaimCheck } from '../../../core/claimCheck.js'
import { PlimsollError } from '../../../core/errors/plimsollError.js'
import type { CursorStore } from '../../evidence/cursorStore.js'
import type { EvidenceStore } from '../../evidence/evidenceStore.js'
import { type AccountsSegment, accountsSegmentSchema } from './accountsSegment.js'

/** A segment with the claim that it is stored under. */
export interface StoredSegment {
  readonly claim: ClaimCheck
  readonly segment: AccountsSegment
}

/**
 * Load an index: its segments, newest first.
 *
 * @returns no segments and the reason when the cursor or any segment is lost or altered: an index with a hole is none. No reason when
 *   there never was one.
 * @throws {EvidenceStoreUnavailable} when the store cannot be read
 */
export async function loadSegments(
  { evidence, cursors }: { readonly evidence: EvidenceStore; readonly cursors: CursorStore },
  name: string,
): Promise<{ readonly segments: readonly StoredSegment[]; readonly problem: string | null }> {
  const segments: StoredSegment[] = []
  try {
    for (let claim = await cursors.get(name); claim !== null; ) {
      const segment: AccountsSegment = await evidence.get(claim, accountsSegmentSchema)
      segments.push({ claim, segment })
      claim = segment.previous
    }
    return { segments, problem: null }
  } catch (error) {
    if (error instanceof PlimsollError && error.retryable) throw error
    const problem = error instanceof PlimsollError ? error.shortMessage : String(error)
    return { segments: [], problem }
  }
}
