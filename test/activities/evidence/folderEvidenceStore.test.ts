import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { z } from 'zod'
import { cursorStore } from '../../../activities/evidence/cursorStore.js'
import { EvidenceAltered, EvidenceStoreUnavailable } from '../../../activities/evidence/errors.js'
import type { EvidenceStore } from '../../../activities/evidence/evidenceStore.js'
import { folderBlobStore } from '../../../activities/evidence/folderBlobStore.js'
import { folderEvidenceStore } from '../../../activities/evidence/folderEvidenceStore.js'
import { claim } from '../../proposals/support/claim.js'
import { behavesAsEvidenceStore } from './support/evidenceStoreBehaviour.js'

describe('folderBlobStore', () => {
  behavesAsEvidenceStore(async () => {
    const path = await mkdtemp(join(tmpdir(), 'plimsoll-evidence-'))
    return {
      open: () => folderBlobStore(path),
      remove: (key) => rm(folderBlobStore(path).locate(key)),
      keys: async () => {
        const entries = await readdir(path, { recursive: true, withFileTypes: true })
        const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
        return files.map((file) => relative(path, file).replace(/^[0-9a-f]{2}\//, '')).sort()
      },
      close: () => rm(path, { recursive: true, force: true }),
    }
  })
})

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

describe('folderEvidenceStore', () => {
  it('default: a value and a text in their files', async () => {
    const { sha256 } = await store.put(value)
    expect(await readFile(fileOf(sha256), 'utf8')).toBe('{"a":1.5,"b":"text"}')
    const text = await store.putText('# Report\n')
    expect(await readFile(fileOf(text.sha256, 'md'), 'utf8')).toBe('# Report\n')
  })

  it('behavior: a second run leaves the file untouched', async () => {
    const first = await store.put(value)
    const before = await stat(fileOf(first.sha256))
    expect(await store.put({ a: 1.5, b: 'text' })).toEqual(first)
    expect((await stat(fileOf(first.sha256))).mtimeMs).toBe(before.mtimeMs)
  })

  it('behavior: writers at once leave no temporary file', async () => {
    const claims = await Promise.all(Array.from({ length: 40 }, () => folderEvidenceStore(folder).put(value)))
    expect(await readdir(dirname(fileOf(claims[0]?.sha256 ?? '')))).toEqual([`${claims[0]?.sha256.slice(2)}.json`])
  })

  it('behavior: what a killed writer left does no harm', async () => {
    const { sha256 } = await store.put(value)
    await rm(fileOf(sha256))
    await writeFile(`${fileOf(sha256)}.0000.tmp`, '{"a":')
    await store.put(value)
    expect(await readFile(fileOf(sha256), 'utf8')).toBe('{"a":1.5,"b":"text"}')
  })

  it('error: EvidenceMissing names the file and the key of the configuration', async () => {
    const claim = await store.put(value)
    await rm(fileOf(claim.sha256))
    const failure = await store.get(claim, schema).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'EVIDENCE_MISSING', place: fileOf(claim.sha256) })
    expect(String(failure)).toContain('evidence.folder')
  })

  it('error: EvidenceAltered for a file that somebody wrote over', async () => {
    const claim = await store.put(value)
    await writeFile(fileOf(claim.sha256), '{"a":1.6,"b":"text"}')
    await expect(store.get(claim, schema)).rejects.toThrow(EvidenceAltered)
  })

  it('error: EvidenceStoreUnavailable when the folder cannot be made', async () => {
    await writeFile(join(folder, 'file'), '')
    const failure = await folderEvidenceStore(join(folder, 'file'))
      .put(value)
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(EvidenceStoreUnavailable)
    expect(failure).toMatchObject({ code: 'EVIDENCE_STORE_UNAVAILABLE', retryable: true })
    await writeFile(join(folder, 'cursors'), 'a file in the way')
    await expect(cursorStore(folderBlobStore(folder)).set('positions-a', claim(1))).rejects.toMatchObject({
      code: 'EVIDENCE_STORE_UNAVAILABLE',
      retryable: true,
    })
  })

  it('error: EvidenceStoreUnavailable when a folder stands in the place of the file', async () => {
    const claim = await store.put(value)
    await rm(fileOf(claim.sha256))
    await mkdir(fileOf(claim.sha256))
    await expect(store.get(claim, schema)).rejects.toThrow(EvidenceStoreUnavailable)
  })
})
