import { type EvidenceStore, evidenceStore } from './evidenceStore.js'
import { folderBlobStore } from './folderBlobStore.js'

/**
 * Keep evidence in a folder: `<first two hex digits>/<sha256>.json` for values, `.md` for texts.
 *
 * @param folder - absolute path; it is made when the first value is put
 */
export function folderEvidenceStore(folder: string): EvidenceStore {
  return evidenceStore(folderBlobStore(folder))
}
