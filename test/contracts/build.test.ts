import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../local/process/projectRoot.js'
import { temporaryFolder } from '../local/support/temporaryFolder.js'

const folder = temporaryFolder()
afterAll(folder.remove)
beforeAll(() => {
  cpSync(join(projectRoot(), 'contracts'), join(folder.path, 'contracts'), { recursive: true })
  symlinkSync(join(projectRoot(), 'node_modules'), join(folder.path, 'node_modules'))
})

function build(...args: string[]): { code: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['contracts/build.mjs', ...args], {
    cwd: folder.path,
    encoding: 'utf8',
  })
  return { code: status, output: stdout + stderr }
}

describe('contracts/build.mjs', () => {
  it('default: the committed artifacts are fresh', () => {
    expect(build('--check')).toMatchObject({ code: 0, output: expect.stringContaining('SettableFeed.json is fresh') })
  })

  it('error: a changed source makes them stale until they are built', () => {
    appendFileSync(join(folder.path, 'contracts', 'SettableFeed.sol'), '// changed\n')
    expect(build('--check')).toMatchObject({ code: 1, output: expect.stringContaining('stale') })
    expect(build().code).toBe(0)
    expect(build('--check').code).toBe(0)
  })

  it('error: a missing artifact', () => {
    rmSync(join(folder.path, 'contracts', 'artifacts', 'SettableFeed.json'))
    expect(build('--check').code).toBe(1)
  })
})
