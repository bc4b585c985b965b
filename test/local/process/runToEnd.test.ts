import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { runToEnd } from '../../../local/process/runToEnd.js'
import { temporaryFolder } from '../support/temporaryFolder.js'
import { until } from '../../support/until.js'

const folder = temporaryFolder()
afterAll(folder.remove)

const ENDLESS = ['-e', 'setInterval(() => {}, 1000)'] as const

describe('runToEnd', () => {
  it('default', async () => {
    const result = await runToEnd(process.execPath, ['-e', 'console.log(7)'], { timeoutMs: 600_000, isTethered: true })
    expect(result).toEqual({ code: 0, endedBy: undefined, output: '7' })
  })

  it('behavior: a tethered program that somebody else ends has not succeeded', async () => {
    const file = join(folder.path, 'tether')
    const says = `require('fs').writeFileSync(${JSON.stringify(file)}, String(process.ppid)); setInterval(() => {}, 1000)`
    const ended = runToEnd(process.execPath, ['-e', says], { timeoutMs: 600_000, isTethered: true })
    const tether = await until(
      'the program says whose child it is',
      () => existsSync(file) && (Number(readFileSync(file, 'utf8')) || null),
    )
    process.kill(tether, 'SIGTERM')
    expect(await ended).toMatchObject({ code: 143 })
  })

  it('behavior: a caller that gives up is told so', async () => {
    const result = await runToEnd(process.execPath, ENDLESS, {
      timeoutMs: 600_000,
      isTethered: true,
      signal: AbortSignal.abort(),
    })
    expect(result).toMatchObject({ code: undefined, endedBy: 'caller' })
  })
})
