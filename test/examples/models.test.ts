import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../activities/process/projectRoot.js'

const run = promisify(execFile)

describe('examples/models.mjs', () => {
  it('default: fits, forecasts a loss and counts, through the package entry', async () => {
    const { stdout, stderr } = await run(process.execPath, [join('examples', 'models.mjs'), 'LINK'], { cwd: projectRoot() })
    expect(stderr).toBe('')
    expect(stdout).toMatch(/^LINK: GJR-t on 1991 daily returns, log likelihood \d+\.\d+\n( {2}\w+ +-?\d\.\d{4}e[+-]\d .*\n){6}/)
    const [, loss, shortfall] = /loss at 99 %: (0\.\d+), and the mean beyond it (0\.\d+)/.exec(stdout) ?? []
    expect(Number(shortfall)).toBeGreaterThan(Number(loss))
    expect(stdout).toMatch(/exceeded \d+ times, 19\.9 expected \(Kupiec p 0\.\d\d\)\n$/)
  })
})
