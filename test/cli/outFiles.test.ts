import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../activities/process/projectRoot.js'
import { runCli } from '../../cli/runCli.js'
import { fakeTerminal } from './fakeTerminal.js'

const config = join(projectRoot(), 'examples', 'local.yaml')
let base: string
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'plimsoll-refused-'))
  await writeFile(join(base, 'file'), 'kept')
})
afterAll(() => rm(base, { recursive: true, force: true }))

async function run(...argv: string[]) {
  const { terminal, written } = fakeTerminal()
  const all = [...argv, '--config', config, '--json']
  const code = await runCli({ argv: all, terminal, environment: () => undefined, version: '1.2.3' })
  return { code, error: JSON.parse(written.out).error }
}

/** Ways to name a place where nothing can be written, whoever runs the tests. */
const places = () => [join(base, 'file', 'x'), ...(process.platform === 'linux' ? ['/proc/nope/x'] : [])]

describe('a file that cannot be written', () => {
  it.each([
    ['proposal export', ['proposal', 'export', '0x123456', '--out']],
    ['proposal report', ['proposal', 'report', '0x123456', '--out']],
    ['backtest', ['backtest', '--from', '2022-05-25', '--to', '2022-07-10', '--out']],
  ])('error: %s says so before it does anything else', async (_, argv) => {
    for (const place of places()) {
      const { code, error } = await run(...argv, place)
      expect({ code, error }).toMatchObject({ code: 2, error: { code: 'OUTPUT_FILE_UNWRITABLE' } })
      expect(error.message).toContain(place)
      expect(error.details.at(-1)).toContain('Name a path')
    }
    expect(await readdir(base)).toEqual(['file'])
  })

  it('error: a run folder, too', async () => {
    for (const place of places()) {
      const { code, error } = await run('local', 'up', '--once', '--run-folder', place)
      expect({ code, error }).toMatchObject({ code: 10, error: { code: 'RUN_FOLDER_UNUSABLE' } })
    }
    expect(await readdir(base)).toEqual(['file'])
  })
})
