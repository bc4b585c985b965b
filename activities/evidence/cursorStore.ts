import { canonicalJson } from '../../core/canonicalJson.js'
import { type ClaimCheck, claimCheckSchema } from '../../core/claimCheck.js'
import { parse } from '../../core/schemas/parse.js'
import type { BlobStore } from './blobStore.js'
import { EvidenceStoreUnavailable } from './errors.js'

/**
 * Names that point at evidence, so that the next run finds what the last one left. The only thing about evidence that ever changes.
 *
 * A cursor is a hint: what it points at proves itself by its hash, and a lost one costs time and nothing else. Whoever reads by it must hold
 * what it finds against something else: a sum on the chain, or a seal.
 */
export interface CursorStore {
  /**
   * Read where a name points.
   *
   * @param name - lower-case letters, digits and hyphens
   * @returns null when it was never set
   * @throws {InvalidInputError} when what is stored does not have the form of a claim
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

/** Keep cursors in any store of blobs, under `cursors/<name>.json`. */
export function cursorStore(blobs: Pick<BlobStore, 'advice' | 'locate' | 'read' | 'replace'>): CursorStore {
  const unavailable = (action: 'read' | 'write', key: string) => (cause: unknown) => {
    throw new EvidenceStoreUnavailable(action, blobs.locate(key), { cause, advice: blobs.advice.unavailable })
  }
  return {
    async get(name) {
      const key = keyOf(name)
      const bytes = await blobs.read(key).catch(unavailable('read', key))
      return bytes === null ? null : parse(claimCheckSchema, jsonOrText(Buffer.from(bytes).toString()), `Cursor ${name}`)
    },
    async set(name, claim) {
      const key = keyOf(name)
      await blobs.replace(key, Buffer.from(canonicalJson(claim))).catch(unavailable('write', key))
    },
  }
}

function keyOf(name: string): string {
  if (!/^[a-z0-9-]{1,100}$/.test(name)) throw new TypeError(`"${name}" cannot name a cursor`)
  return `cursors/${name}.json`
}

/** Text that is not JSON stays text: the schema refuses it and names the field. */
function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
