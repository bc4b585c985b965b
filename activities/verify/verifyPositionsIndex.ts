import type { ClaimCheck } from '../../core/claimCheck.js'
import type { VerifiedPart } from '../../proposals/verify/verification.js'
import { type AccountsSegment, accountsSegmentSchema } from '../chain/accountsIndex/accountsSegment.js'
import type { EvidenceStore } from '../evidence/evidenceStore.js'
import { storedPart } from './computedPart.js'
import { type LoadedPart, loadPart } from './loadPart.js'

/**
 * Verify the index of borrowers that a chain state was read from: every segment, from the newest back to the first.
 *
 * Reads: evidence. Writes nothing.
 *
 * @param claim - of the newest segment.
 * @returns one entry a segment; behind one that is damaged the others cannot be found
 */
export async function verifyPositionsIndex(evidence: EvidenceStore, claim: ClaimCheck): Promise<VerifiedPart[]> {
  const parts: VerifiedPart[] = []
  let next: ClaimCheck | null = claim
  while (next !== null) {
    const loaded: LoadedPart<AccountsSegment> = await loadPart(evidence, next, accountsSegmentSchema)
    parts.push(storedPart(parts.length === 0 ? 'index of borrowers' : `index of borrowers, segment ${parts.length + 1}`, loaded))
    next = loaded.value?.previous ?? null
  }
  return parts
}
