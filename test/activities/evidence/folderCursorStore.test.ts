import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { folderCursorStore } from '../../../activities/evidence/folderCursorStore.js'
import { temporaryFolder } from '../../local/support/temporaryFolder.js'
import { claim } from '../../proposals/support/claim.js'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

describe('folderCursorStore', () => {
  it('default: a name points at what was set last', async () => {
    const store = folderCursorStore(folder.path)
    expect(await store.get('positions-a')).toBeNull()
    await store.set('positions-a', claim('one'))
    await store.set('positions-a', claim('two'))
    expect(await folderCursorStore(folder.path).get('positions-a')).toEqual(claim('two'))
    expect(await store.get('positions-b')).toBeNull()
  })

  it('behavior: writers at once leave one whole file', async () => {
    const store = folderCursorStore(folder.path)
    const claims = Array.from({ length: 20 }, (_, i) => claim(i))
    await Promise.all(claims.map((each) => store.set('positions-a', each)))
    expect(claims).toContainEqual(await store.get('positions-a'))
    expect(await readdir(join(folder.path, 'cursors'))).toEqual(['positions-a.json'])
  })

  it('error: InvalidInputError when the file is cut', async () => {
    await mkdir(join(folder.path, 'cursors'))
    await writeFile(join(folder.path, 'cursors', 'positions-a.json'), '{"uri":"evid')
    await expect(folderCursorStore(folder.path).get('positions-a')).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })

  it('error: EvidenceStoreUnavailable when the folder cannot be made', async () => {
    await writeFile(join(folder.path, 'cursors'), 'a file in the way')
    await expect(folderCursorStore(folder.path).set('positions-a', claim(1))).rejects.toMatchObject({
      code: 'EVIDENCE_STORE_UNAVAILABLE',
      retryable: true,
    })
  })

  it('error: TypeError for a name that is a path', async () => {
    await expect(folderCursorStore(folder.path).get('../escape')).rejects.toThrow(TypeError)
  })
})
