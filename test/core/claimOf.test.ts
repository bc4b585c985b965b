import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import fc from '../support/fastCheck.js'
import { folderEvidenceStore } from '../../activities/evidence/folderEvidenceStore.js'
import { claimOf } from '../../core/claimCheck.js'

describe('claimOf', () => {
  it('default', () => {
    expect(claimOf({ b: 1, a: '→' })).toEqual(claimOf({ a: '→', b: 1 }))
    expect(claimOf({ a: '→' }).bytes).toBe(11)
  })

  it('property: the claim that a store gives', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plimsoll-claim-'))
    try {
      const store = folderEvidenceStore(folder)
      await fc.assert(
        fc.asyncProperty(fc.jsonValue(), async (value) => expect(claimOf(value)).toEqual(await store.put(value))),
        { numRuns: 40 },
      )
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  it('error: TypeError for what JSON cannot hold', () => {
    expect(() => claimOf(1n)).toThrow(TypeError)
  })
})
