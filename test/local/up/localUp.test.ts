import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { templateFile } from '../../../local/system/startLocalSystem.js'
import { localUp } from '../../../local/up/localUp.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-local-up-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The local market, where no step within its limits is as large as the smallest that is proposed. */
async function calmTemplate(): Promise<string> {
  const template = await readFile(templateFile(), 'utf8')
  const calm = template
    .replace(/minimumMoveBps: \d+/, 'minimumMoveBps: 1000')
    .replaceAll(/path: (data\S+)/g, (_, path: string) => `path: ${resolve(dirname(templateFile()), path)}`)
  expect(calm).toContain('minimumMoveBps: 1000')
  const file = join(folder, 'calm.yaml')
  await writeFile(file, calm)
  return file
}

describe('localUp', () => {
  it('behavior: --once where nothing moves enough says so, proposes nothing and is no success', async () => {
    const said: string[] = []
    const options = {
      isOnce: true,
      isResume: false,
      template: await calmTemplate(),
      runFolder: join(folder, 'run'),
      runsFolder: folder,
      say: (line: string) => void said.push(line),
      untilStopped: new Promise<never>(() => {}),
    }
    expect(await localUp(options)).toBe(8)
    expect(said).toContainEqual(
      expect.stringMatching(/^Recalibrated as of 2022-06-12.*: \d+ findings in the market data, 0 assets to move\.$/),
    )
    expect(said).toContainEqual(expect.stringContaining('nothing to execute'))
    expect(said.join('\n')).not.toMatch(/signed|Scheduled|Verified/)
  })
})
