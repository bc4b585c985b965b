import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { assertWritable, writeTexts } from '../../../cli/output/writeTexts.js'

let base: string
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'plimsoll-out-'))
})
afterEach(() => rm(base, { recursive: true, force: true }))

const onLinux = process.platform === 'linux' ? it : it.skip
const unwritable = (reason: RegExp) =>
  expect.objectContaining({
    code: 'OUTPUT_FILE_UNWRITABLE',
    shortMessage: expect.stringMatching(reason),
    metaMessages: [expect.stringContaining('Name a path')],
  })

describe('writeTexts', () => {
  it('default: makes folders, replaces what is there, and leaves nothing beside', async () => {
    const files = [join(base, 'new', 'deep', 'a.txt'), join(base, 'b.txt')] as const
    await writeFile(files[1], 'older and longer')
    const paths = await writeTexts([
      { file: relative(process.cwd(), files[0]), text: 'A' },
      { file: files[1], text: 'B' },
    ])
    expect(paths).toEqual(files)
    expect(await readFile(files[0], 'utf8')).toBe('A')
    expect(await readFile(files[1], 'utf8')).toBe('B')
    expect((await readdir(base)).sort()).toEqual(['b.txt', 'new'])
  })

  it('behavior: a link stays a link, and a file keeps its mode', async () => {
    await writeFile(join(base, 'real'), 'old')
    await chmod(join(base, 'real'), 0o600)
    await symlink(join(base, 'real'), join(base, 'link'))
    await writeTexts([{ file: join(base, 'link'), text: 'new' }])
    expect(await readlink(join(base, 'link'))).toBe(join(base, 'real'))
    expect(await readFile(join(base, 'real'), 'utf8')).toBe('new')
    expect((await stat(join(base, 'real'))).mode & 0o777).toBe(0o600)
  })

  it('error: OutputFileUnwritable, and none of the files is written', async () => {
    await mkdir(join(base, 'folder'))
    await writeFile(join(base, 'kept'), 'kept')
    const texts = [
      { file: join(base, 'kept'), text: 'changed' },
      { file: join(base, 'made', 'for', 'it'), text: 'x' },
      { file: join(base, 'folder'), text: 'x' },
    ]
    await expect(writeTexts(texts)).rejects.toEqual(unwritable(/folder cannot be written: it is a folder \(EISDIR\)/))
    expect(await readFile(join(base, 'kept'), 'utf8')).toBe('kept')
    expect((await readdir(base)).sort()).toEqual(['folder', 'kept'])
  })

  it('error: a file in the path, and a name that is too long', async () => {
    await writeFile(join(base, 'file'), '')
    await expect(writeTexts([{ file: join(base, 'file', 'x'), text: '' }])).rejects.toEqual(
      unwritable(/part of its path is a file/),
    )
    await expect(writeTexts([{ file: join(base, 'x'.repeat(300)), text: '' }])).rejects.toEqual(unwritable(/too long/))
    expect(await readdir(base)).toEqual(['file'])
  })

  onLinux('behavior: a device stays a device', async () => {
    await writeTexts([{ file: '/dev/null', text: 'gone' }])
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true)
    await expect(writeTexts([{ file: '/dev/full', text: 'x' }])).rejects.toEqual(unwritable(/no space left \(ENOSPC\)/))
  })
})

describe('assertWritable', () => {
  it('default: leaves nothing behind, and what is there as it is', async () => {
    await writeFile(join(base, 'kept'), 'kept')
    await assertWritable(join(base, 'kept'))
    await assertWritable(join(base, 'new', 'file'))
    expect(await readdir(base)).toEqual(['kept'])
    expect(await readFile(join(base, 'kept'), 'utf8')).toBe('kept')
  })

  onLinux('error: OutputFileUnwritable where a file system makes no folders', async () => {
    await expect(assertWritable('/proc/nope/x')).rejects.toEqual(unwritable(/its folder does not exist and cannot be made/))
  })
})
