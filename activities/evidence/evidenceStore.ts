import { createHash } from 'node:crypto'
import type { Hex } from 'viem'
import type { z } from 'zod'
import { canonicalJson } from '../../core/canonicalJson.js'
import { type ClaimCheck, claimCheckSchema } from '../../core/claimCheck.js'
import { parse } from '../../core/schemas/parse.js'
import type { BlobStore } from './blobStore.js'
import { EvidenceAltered, EvidenceMissing, EvidenceStoreUnavailable } from './errors.js'

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

/**
 * Keep evidence in any store of blobs: values under `<sha256>.json`, texts under `<sha256>.md`.
 *
 * Hashing, canonical JSON and the checks for alteration are here and nowhere else.
 *
 * @param blobs - nothing that it hands out is believed: every read is hashed again
 */
export function evidenceStore(blobs: Pick<BlobStore, 'advice' | 'locate' | 'read' | 'writeOnce'>): EvidenceStore {
  async function putBytes(bytes: Buffer, extension: string): Promise<ClaimCheck> {
    const sha256 = sha256Of(bytes)
    const key = keyOf(sha256, extension)
    const stored = await read(key)
    if (stored !== null) assertUnaltered(key, sha256, stored)
    else await named('write', key, () => blobs.writeOnce(key, bytes))
    return { uri: `evidence:${sha256.slice(2)}`, sha256, bytes: bytes.length }
  }

  async function getText(claim: ClaimCheck, extension: string): Promise<string> {
    const { uri, sha256, bytes } = parse(claimCheckSchema, claim, 'Evidence claim')
    const key = keyOf(sha256, extension)
    const stored = await read(key)
    if (stored === null) throw new EvidenceMissing(blobs.locate(key), sha256, blobs.advice.missing)
    assertUnaltered(key, sha256, stored, bytes)
    assertUnaltered(key, `0x${uri.slice('evidence:'.length)}`, stored, bytes)
    return Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength).toString()
  }

  function assertUnaltered(key: string, hash: Hex, stored: Uint8Array, bytes?: number): void {
    const computed = { hash: sha256Of(stored), bytes: stored.length }
    if (computed.hash !== hash || (bytes !== undefined && bytes !== stored.length)) {
      throw new EvidenceAltered(blobs.locate(key), bytes === undefined ? { hash } : { hash, bytes }, computed)
    }
  }

  const read = (key: string) => named('read', key, () => blobs.read(key))

  async function named<T>(action: 'read' | 'write', key: string, run: () => Promise<T>): Promise<T> {
    try {
      return await run()
    } catch (cause) {
      throw new EvidenceStoreUnavailable(action, blobs.locate(key), { cause, advice: blobs.advice.unavailable })
    }
  }

  return {
    async put(value) {
      return putBytes(Buffer.from(canonicalJson(value)), 'json')
    },
    async putText(text) {
      return putBytes(Buffer.from(text), 'md')
    },
    async get(claim, schema) {
      return parse(schema, JSON.parse(await getText(claim, 'json')), `Evidence ${claim.sha256.slice(0, 10)}…`)
    },
    async getText(claim) {
      return getText(claim, 'md')
    },
  }
}

function keyOf(sha256: Hex, extension: string): string {
  return `${sha256.slice(2)}.${extension}`
}

function sha256Of(bytes: Uint8Array): Hex {
  return `0x${createHash('sha256').update(bytes).digest('hex')}`
}
