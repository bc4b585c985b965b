import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { z } from 'zod'
import { EvidenceAltered, EvidenceMissing, EvidenceStoreUnavailable } from '../../../activities/evidence/errors.js'
import type { EvidenceStore } from '../../../activities/evidence/evidenceStore.js'
import { folderEvidenceStore } from '../../../activities/evidence/folderEvidenceStore.js'
import { contentHash } from '../../../core/contentHash.js'
import { InvalidInputError } from '../../../core/errors/invalidInputError.js'
import fc from '../../support/fastCheck.js'

let folder: string
let store: EvidenceStore

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-evidence-'))
  store = folderEvidenceStore(folder)
})

afterEach(() => rm(folder, { recursive: true, force: true }))

const schema = z.strictObject({ a: z.number(), b: z.string() })
const value = { b: 'text', a: 1.5 }
const fileOf = (sha256: string, extension = 'json') => join(folder, sha256.slice(2, 4), `${sha256.slice(2)}.${extension}`)

describe('put', () => {
  it('default', async () => {
    const claim = await store.put(value)
    expect(claim).toEqual({ uri: `evidence:${contentHash(value).slice(2)}`, sha256: contentHash(value), bytes: 20 })
    expect(await readFile(fileOf(claim.sha256), 'utf8')).toBe('{"a":1.5,"b":"text"}')
  })

  it('behavior: a second run is harmless and writes nothing', async () => {
    const first = await store.put(value)
    const before = await stat(fileOf(first.sha256))
    expect(await store.put({ a: 1.5, b: 'text' })).toEqual(first)
    expect((await stat(fileOf(first.sha256))).mtimeMs).toBe(before.mtimeMs)
  })

  it('behavior: many writers of one value at once', async () => {
    const claims = await Promise.all(Array.from({ length: 40 }, () => folderEvidenceStore(folder).put(value)))
    expect(new Set(claims.map(({ sha256 }) => sha256)).size).toBe(1)
    expect(await readdir(join(folder, claims[0]?.sha256.slice(2, 4) ?? ''))).toEqual([`${claims[0]?.sha256.slice(2)}.json`])
  })

  it('behavior: what a killed writer left does no harm', async () => {
    const { sha256 } = await store.put(value)
    await rm(fileOf(sha256))
    await writeFile(`${fileOf(sha256)}.0000.tmp`, '{"a":')
    await store.put(value)
    expect(await readFile(fileOf(sha256), 'utf8')).toBe('{"a":1.5,"b":"text"}')
  })

  it('error: TypeError', async () => {
    await expect(store.put({ a: Number.NaN })).rejects.toThrow(/\$\.a is NaN/)
    await expect(store.put({ a: 1n })).rejects.toThrow(/\$\.a is a bigint/)
  })

  it('error: EvidenceAltered', async () => {
    const { sha256 } = await store.put(value)
    await writeFile(fileOf(sha256), '{"a":2.5,"b":"text"}')
    await expect(store.put(value)).rejects.toThrow(EvidenceAltered)
  })

  it('error: EvidenceStoreUnavailable', async () => {
    await writeFile(join(folder, 'file'), '')
    const failure = await folderEvidenceStore(join(folder, 'file'))
      .put(value)
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(EvidenceStoreUnavailable)
    expect(failure).toMatchObject({ code: 'EVIDENCE_STORE_UNAVAILABLE', retryable: true })
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

  it('error: EvidenceMissing', async () => {
    const claim = await store.put(value)
    await rm(fileOf(claim.sha256))
    const failure = await store.get(claim, schema).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(EvidenceMissing)
    expect(failure).toMatchObject({ code: 'EVIDENCE_MISSING', retryable: false, sha256: claim.sha256 })
    expect(String(failure)).toContain('evidence.folder')
  })

  it('error: EvidenceAltered', async () => {
    const claim = await store.put(value)
    await writeFile(fileOf(claim.sha256), '{"a":1.6,"b":"text"}')
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

  it('error: InvalidInputError', async () => {
    const claim = await store.put({ a: 'x' })
    await expect(store.get(claim, schema)).rejects.toThrow(InvalidInputError)
    await expect(store.get({ ...claim, sha256: '0x../../..' }, schema)).rejects.toThrow(/Evidence claim is not valid/)
  })

  it('error: EvidenceStoreUnavailable', async () => {
    const claim = await store.put(value)
    await rm(fileOf(claim.sha256))
    await mkdir(fileOf(claim.sha256))
    await expect(store.get(claim, schema)).rejects.toThrow(EvidenceStoreUnavailable)
  })
})

describe('putText and getText', () => {
  it('default', async () => {
    const claim = await store.putText('# Report\n\nσ = 80 %\n')
    expect(await store.getText(claim)).toBe('# Report\n\nσ = 80 %\n')
    expect(await readFile(fileOf(claim.sha256, 'md'), 'utf8')).toContain('# Report')
  })

  it('error: EvidenceAltered', async () => {
    const claim = await store.putText('before')
    await writeFile(fileOf(claim.sha256, 'md'), 'after!')
    await expect(store.getText(claim)).rejects.toThrow(EvidenceAltered)
  })
})
