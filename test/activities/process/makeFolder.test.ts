import { mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { makeFolder } from '../../../activities/process/makeFolder.js'

let base: string
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'plimsoll-folder-'))
})
afterAll(() => rm(base, { recursive: true, force: true }))

describe('makeFolder', () => {
  it('default: what is missing, and tells what that was', async () => {
    const folders = [join(base, 'a'), join(base, 'a', 'b'), join(base, 'a', 'b', 'c')]
    expect(await makeFolder(join(base, 'a', 'b', 'c'))).toEqual(folders)
    expect((await stat(join(base, 'a', 'b', 'c'))).isDirectory()).toBe(true)
    expect(await makeFolder(join(base, 'a', 'b', 'c'))).toEqual([])
  })

  it('behavior: many at once make it once', async () => {
    const folder = join(base, 'many', 'at', 'once')
    await Promise.all(Array.from({ length: 20 }, () => makeFolder(folder)))
    expect((await stat(folder)).isDirectory()).toBe(true)
  })

  it('behavior: through a link to a folder', async () => {
    await mkdir(join(base, 'real'))
    await symlink(join(base, 'real'), join(base, 'link'))
    await makeFolder(join(base, 'link', 'inner'))
    expect((await stat(join(base, 'real', 'inner'))).isDirectory()).toBe(true)
  })

  it('error: a file in the way, a link to nothing, a name that is too long', async () => {
    await writeFile(join(base, 'file'), '')
    await symlink(join(base, 'nowhere'), join(base, 'dangling'))
    await expect(makeFolder(join(base, 'file'))).rejects.toMatchObject({ code: 'ENOTDIR' })
    await expect(makeFolder(join(base, 'file', 'x'))).rejects.toMatchObject({ code: 'ENOTDIR' })
    await expect(makeFolder(join(base, 'dangling', 'x'))).rejects.toMatchObject({ code: 'EEXIST' })
    await expect(makeFolder(join(base, 'x'.repeat(300)))).rejects.toMatchObject({ code: 'ENAMETOOLONG' })
  })

  const onLinux = process.platform === 'linux' ? it : it.skip
  onLinux('error: a file system that makes no folders answers at once', async () => {
    await expect(makeFolder('/proc/nope/x/y')).rejects.toMatchObject({ code: expect.stringMatching(/^E/) })
  })
})
