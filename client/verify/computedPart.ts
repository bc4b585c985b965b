import { claimOf } from '../../core/claimCheck.js'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import { compareValues } from '../../proposals/verify/compareProposals.js'
import type { VerifiedPart } from '../../proposals/verify/verification.js'
import type { LoadedPart } from '../../activities/evidence/loadPart.js'

/** A value computed again, or why it could not be. */
export type Computed<T> = { readonly value: T } | { readonly why: string }

/** Compute a value; a failure is told, not thrown. */
export function compute<T>(run: () => T): Computed<T> {
  try {
    return { value: run() }
  } catch (error) {
    return { why: error instanceof PlimsollError ? error.shortMessage : error instanceof Error ? error.message : String(error) }
  }
}

/** Lay out what was found of a part that is only stored, such as bars: its bytes have their hash, or not. */
export function storedPart(part: string, { verdict, stored, computed, message }: LoadedPart<unknown>): VerifiedPart {
  return { part, verdict, stored, computed, message, differences: [] }
}

/**
 * Compare a part that is stored and can be computed from others.
 *
 * @returns the finding, and the value that what rests on the part is to be computed from: the stored one, or where its file is damaged
 * the computed one if that has the claimed hash
 */
export function computedPart<T>(
  part: string,
  loaded: LoadedPart<T>,
  computed: Computed<T>,
): { readonly finding: VerifiedPart; readonly value: T | null } {
  const stored = storedPart(part, loaded)
  if ('why' in computed) {
    const finding: VerifiedPart =
      loaded.verdict === 'equal' ? { ...stored, verdict: 'notComputed', computed: null, message: computed.why } : stored
    return { finding, value: loaded.value }
  }
  const { sha256 } = claimOf(computed.value)
  if (loaded.verdict !== 'equal') {
    const isRestorable = sha256 === loaded.stored
    const told = isRestorable
      ? 'computed again it has the claimed hash, so that only the file is damaged'
      : `computed again it hashes to ${sha256}`
    return { finding: { ...stored, message: `${stored.message}; ${told}` }, value: isRestorable ? computed.value : null }
  }
  const isEqual = sha256 === loaded.stored
  const differences = isEqual ? [] : compareValues(loaded.raw, JSON.parse(JSON.stringify(computed.value)))
  const message = isEqual ? '' : `${differences.length} values are not what the evidence gives`
  return {
    finding: { ...stored, verdict: isEqual ? 'equal' : 'differs', computed: sha256, message, differences },
    value: loaded.value,
  }
}
