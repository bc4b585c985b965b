import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { z } from 'zod'
import { openEvidence } from '../../../activities/evidence/openEvidence.js'
import { STORES } from '../../../activities/evidence/stores.js'
import { projectRoot } from '../../../activities/process/projectRoot.js'
import { claim } from '../../proposals/support/claim.js'
import { behavesAsEvidenceStore } from './support/evidenceStoreBehaviour.js'
import { memoryBlobStore, memoryStoreKind } from './support/memoryStore.js'

const surroundings = { baseDir: '/nowhere', environment: () => undefined }

describe('a second store: memory', () => {
  behavesAsEvidenceStore(async () => {
    const blobs = new Map<string, Uint8Array>()
    return {
      open: () => memoryBlobStore(blobs),
      remove: async (key) => void blobs.delete(key),
      keys: async () => [...blobs.keys()].sort(),
      close: async () => {},
    }
  })
})

describe('openEvidence', () => {
  it('behavior: one line more in the registry opens a second store', async () => {
    const kinds = [...STORES, memoryStoreKind()]
    const { evidence, cursors } = openEvidence({ memory: 'one' }, surroundings, kinds)
    const stored = await evidence.put({ a: 1 })
    await cursors.set('last', stored)
    const again = openEvidence({ memory: 'one' }, surroundings, kinds)
    expect(await again.evidence.get((await again.cursors.get('last')) ?? claim('none'), z.unknown())).toEqual({ a: 1 })
    const other = openEvidence({ memory: 'two' }, surroundings, kinds)
    await expect(other.evidence.get(stored, z.unknown())).rejects.toMatchObject({
      code: 'EVIDENCE_MISSING',
      message: expect.stringContaining('Name the memory that the value was stored in.'),
    })
  })

  it('behavior: errors of a store that is not a folder speak of none', async () => {
    const { evidence } = openEvidence({ memory: 'one' }, surroundings, [memoryStoreKind()])
    const failure = await evidence.get(claim('none'), z.unknown()).catch((error: unknown) => error)
    expect(String(failure)).not.toMatch(/file|folder/i)
  })

  it('error: TypeError when no kind takes the configuration', () => {
    expect(() => openEvidence({ memory: 'one' }, surroundings)).toThrow(TypeError)
  })

  it('behavior: no source file names the second store', () => {
    const rooms = readdirSync(projectRoot(), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !/^(\..*|test|node_modules|dist)$/.test(entry.name))
      .map(({ name }) => name)
    expect(rooms).toEqual(expect.arrayContaining(['activities', 'client', 'config', 'worker']))
    const files = rooms.flatMap((room) =>
      readdirSync(join(projectRoot(), room), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => join(projectRoot(), room, file)),
    )
    expect(files.length).toBeGreaterThan(300)
    expect(files.filter((file) => /memory-?(blob-?)?store/i.test(readFileSync(file, 'utf8')))).toEqual([])
  })
})
