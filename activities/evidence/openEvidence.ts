import { type CursorStore, cursorStore } from './cursorStore.js'
import { type EvidenceStore, evidenceStore } from './evidenceStore.js'
import { STORES, type StoreKind, type StoreSurroundings } from './stores.js'

/** A configuration's evidence and the cursors beside it. */
export interface OpenedEvidence {
  readonly evidence: EvidenceStore
  readonly cursors: CursorStore
}

/**
 * Open the store that a configuration names: once a process. Nothing is read or written until it is asked to.
 *
 * @param config - `evidence` of the configuration
 * @param kinds - the kinds of store there are
 * @throws {TypeError} when none of the kinds takes the configuration, which its schema excludes
 */
export function openEvidence(
  config: unknown,
  surroundings: StoreSurroundings,
  kinds: readonly StoreKind[] = STORES,
): OpenedEvidence {
  for (const kind of kinds) {
    const blobs = kind.open(config, surroundings)
    if (blobs !== null) return { evidence: evidenceStore(blobs), cursors: cursorStore(blobs) }
  }
  throw new TypeError('No kind of evidence store takes this configuration')
}
