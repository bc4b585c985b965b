import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { z } from 'zod'
import type { BlobStore } from '../../../../activities/evidence/blobStore.js'
import { cursorStore } from '../../../../activities/evidence/cursorStore.js'
import { EvidenceAltered, EvidenceMissing, EvidenceStoreUnavailable } from '../../../../activities/evidence/errors.js'
import { type EvidenceStore, evidenceStore } from '../../../../activities/evidence/evidenceStore.js'
import { contentHash } from '../../../../core/contentHash.js'
import { InvalidInputError } from '../../../../core/errors/invalidInputError.js'
import { claim } from '../../../proposals/support/claim.js'
import fc from '../../../support/fastCheck.js'

/** One store under test. */
export interface StoreBench {
  /** Open the store as another process would: what one handle wrote, the other sees. */
  readonly open: () => BlobStore
  readonly remove: (key: string) => Promise<void>
  /** Every key, sorted, leftovers included. */
  readonly keys: () => Promise<string[]>
  readonly close: () => Promise<void>
}

const schema = z.strictObject({ a: z.number(), b: z.string() })
const value = { b: 'text', a: 1.5 }
const keyOf = (sha256: string, extension = 'json') => `${sha256.slice(2)}.${extension}`

/**
 * Assert what evidence and cursors promise, on any store of blobs.
 *
 * @param make - makes an empty store, before each test
 */
export function behavesAsEvidenceStore(make: () => Promise<StoreBench>): void {
  let bench: StoreBench
  let blobs: BlobStore
  let store: EvidenceStore
  beforeEach(async () => {
    bench = await make()
    blobs = bench.open()
    store = evidenceStore(blobs)
  })
  afterEach(() => bench.close())

  /** What somebody does who can write to the store. */
  const tamper = (sha256: string, text: string, extension?: string) => blobs.replace(keyOf(sha256, extension), Buffer.from(text))
  const textOf = async (sha256: string, extension?: string) =>
    Buffer.from((await blobs.read(keyOf(sha256, extension))) ?? []).toString()

  describe('put', () => {
    it('default', async () => {
      const claim = await store.put(value)
      expect(claim).toEqual({ uri: `evidence:${contentHash(value).slice(2)}`, sha256: contentHash(value), bytes: 20 })
      expect(await textOf(claim.sha256)).toBe('{"a":1.5,"b":"text"}')
    })

    it('behavior: a second run is harmless and writes nothing', async () => {
      const first = await store.put(value)
      const again = evidenceStore({
        ...bench.open(),
        writeOnce: () => Promise.reject(new Error('written a second time')),
      })
      expect(await again.put({ a: 1.5, b: 'text' })).toEqual(first)
      expect(await bench.keys()).toEqual([keyOf(first.sha256)])
    })

    it('behavior: many writers of one value at once', async () => {
      const claims = await Promise.all(Array.from({ length: 40 }, () => evidenceStore(bench.open()).put(value)))
      expect(new Set(claims.map(({ sha256 }) => sha256)).size).toBe(1)
      expect(await bench.keys()).toEqual([keyOf(claims[0]?.sha256 ?? '')])
      expect(await store.get(claims[0] as never, schema)).toEqual(value)
    })

    it('error: TypeError', async () => {
      await expect(store.put({ a: Number.NaN })).rejects.toThrow(/\$\.a is NaN/)
      await expect(store.put({ a: 1n })).rejects.toThrow(/\$\.a is a bigint/)
      expect(await bench.keys()).toEqual([])
    })

    it('error: EvidenceAltered, and what was altered stays as it is', async () => {
      const { sha256 } = await store.put(value)
      await tamper(sha256, '{"a":2.5,"b":"text"}')
      await expect(store.put(value)).rejects.toThrow(EvidenceAltered)
      expect(await textOf(sha256)).toBe('{"a":2.5,"b":"text"}')
    })

    it('error: EvidenceStoreUnavailable', async () => {
      const failing = evidenceStore({ ...blobs, writeOnce: () => Promise.reject(new Error('no space')) })
      const failure = await failing.put(value).catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(EvidenceStoreUnavailable)
      expect(failure).toMatchObject({ code: 'EVIDENCE_STORE_UNAVAILABLE', retryable: true })
      expect(String(failure)).toContain(blobs.locate(keyOf(contentHash(value))))
      expect(String(failure)).toContain(blobs.advice.unavailable)
    })
  })

  describe('get', () => {
    it('default', async () => {
      expect(await store.get(await store.put(value), schema)).toEqual(value)
    })

    it('behavior: large values', async () => {
      const large = { rows: Array.from({ length: 200_000 }, (_, i) => i / 7) }
      const claim = await store.put(large)
      expect(claim.bytes).toBeGreaterThan(3_000_000)
      expect(await store.get(claim, z.strictObject({ rows: z.array(z.number()) }))).toEqual(large)
    })

    it('property: what goes in comes out', async () => {
      await fc.assert(
        fc.asyncProperty(fc.jsonValue({ noUnicodeString: false }), async (json) => {
          const expected: unknown = JSON.parse(JSON.stringify(json))
          const claim = await store.put(expected)
          expect(claim.sha256).toBe(contentHash(expected))
          expect(await store.get(claim, z.unknown())).toEqual(expected)
        }),
        { numRuns: 60 },
      )
    })

    it('property: any flipped bit is named', async () => {
      const { sha256, bytes, uri } = await store.put(value)
      const intact = (await blobs.read(keyOf(sha256))) ?? new Uint8Array()
      await fc.assert(
        fc.asyncProperty(fc.nat(intact.length - 1), fc.nat(7), async (at, bit) => {
          await blobs.replace(
            keyOf(sha256),
            Uint8Array.from(intact, (byte, i) => (i === at ? byte ^ (1 << bit) : byte)),
          )
          await expect(store.get({ sha256, bytes, uri }, schema)).rejects.toThrow(EvidenceAltered)
        }),
        { numRuns: 40 },
      )
    })

    it('error: EvidenceMissing', async () => {
      const claim = await store.put(value)
      await bench.remove(keyOf(claim.sha256))
      const failure = await store.get(claim, schema).catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(EvidenceMissing)
      expect(failure).toMatchObject({ code: 'EVIDENCE_MISSING', retryable: false, sha256: claim.sha256 })
      expect(String(failure)).toContain(blobs.locate(keyOf(claim.sha256)))
      expect(String(failure)).toContain(blobs.advice.missing)
    })

    it('error: EvidenceAltered', async () => {
      const claim = await store.put(value)
      await tamper(claim.sha256, '{"a":1.6,"b":"text"}')
      const failure = await store.get(claim, schema).catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(EvidenceAltered)
      expect(failure).toMatchObject({
        code: 'EVIDENCE_ALTERED',
        storedHash: claim.sha256,
        computedHash: contentHash({ a: 1.6, b: 'text' }),
      })
      expect(String(failure)).toContain(claim.sha256)
    })

    it('error: EvidenceAltered when the claim contradicts itself', async () => {
      const claim = await store.put(value)
      await expect(store.get({ ...claim, bytes: 3 }, schema)).rejects.toThrow(/20, 3 by the claim/)
      await expect(store.get({ ...claim, uri: `evidence:${'0'.repeat(64)}` }, schema)).rejects.toThrow(EvidenceAltered)
    })

    it('error: EvidenceAltered where the store hands out what it was not asked for', async () => {
      const [one, other] = [await store.put(value), await store.put({ ...value, a: 2 })]
      const lying = evidenceStore({ ...blobs, read: () => blobs.read(keyOf(other.sha256)) })
      await expect(lying.get(one, schema)).rejects.toThrow(EvidenceAltered)
    })

    it('error: InvalidInputError', async () => {
      const claim = await store.put({ a: 'x' })
      await expect(store.get(claim, schema)).rejects.toThrow(InvalidInputError)
      await expect(store.get({ ...claim, sha256: '0x../../..' }, schema)).rejects.toThrow(/Evidence claim is not valid/)
    })

    it('error: EvidenceStoreUnavailable', async () => {
      const claim = await store.put(value)
      const failing = evidenceStore({ ...blobs, read: () => Promise.reject(new Error('gone')) })
      await expect(failing.get(claim, schema)).rejects.toThrow(EvidenceStoreUnavailable)
    })
  })

  describe('putText and getText', () => {
    it('default', async () => {
      const claim = await store.putText('# Report\n\nσ = 80 %\n')
      expect(await store.getText(claim)).toBe('# Report\n\nσ = 80 %\n')
      expect(await textOf(claim.sha256, 'md')).toContain('# Report')
    })

    it('error: EvidenceAltered', async () => {
      const claim = await store.putText('before')
      await tamper(claim.sha256, 'after!', 'md')
      await expect(store.getText(claim)).rejects.toThrow(EvidenceAltered)
    })
  })

  describe('cursors', () => {
    it('default: a name points at what was set last', async () => {
      const cursors = cursorStore(blobs)
      expect(await cursors.get('positions-a')).toBeNull()
      await cursors.set('positions-a', claim('one'))
      await cursors.set('positions-a', claim('two'))
      expect(await cursorStore(bench.open()).get('positions-a')).toEqual(claim('two'))
      expect(await cursors.get('positions-b')).toBeNull()
    })

    it('behavior: writers at once leave one whole cursor', async () => {
      const cursors = cursorStore(blobs)
      const claims = Array.from({ length: 20 }, (_, i) => claim(i))
      await Promise.all(claims.map((each) => cursors.set('positions-a', each)))
      expect(claims).toContainEqual(await cursors.get('positions-a'))
      expect(await bench.keys()).toEqual(['cursors/positions-a.json'])
    })

    it('error: InvalidInputError when what is stored is cut', async () => {
      await blobs.replace('cursors/positions-a.json', Buffer.from('{"uri":"evid'))
      await expect(cursorStore(blobs).get('positions-a')).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    })

    it('error: EvidenceStoreUnavailable', async () => {
      const broken = () => Promise.reject(new Error('gone'))
      const cursors = cursorStore({ ...blobs, read: broken, replace: broken })
      const unavailable = { code: 'EVIDENCE_STORE_UNAVAILABLE', retryable: true }
      await expect(cursors.get('positions-a')).rejects.toMatchObject(unavailable)
      await expect(cursors.set('positions-a', claim(1))).rejects.toMatchObject(unavailable)
    })

    it('error: TypeError for a name that is a path', async () => {
      await expect(cursorStore(blobs).get('../escape')).rejects.toThrow(TypeError)
    })
  })
}
