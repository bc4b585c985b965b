import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { cacheDir } from '../../config/environment.js'
import { temporalVersion } from '../../local/temporal/temporalSources.js'
import { signalledRun } from '../support/signalledRun.js'

// A busy machine takes minutes to compile and to start a run.
// Moments are drawn once a run of the suite; the seed is part of the test's name.
const seed = Date.now() % 1_000_000
const [early = 0, middle = 0, late = 0] = fc.sample(fc.integer({ min: 0, max: 400 }), { seed, numRuns: 3 })
const cachedTemporal = join(cacheDir(), `temporal-cli-${temporalVersion}`)

describe(`plimsoll local up, stopped by a signal (seed ${seed})`, () => {
  it('behavior: Ctrl-C while it starts deletes nothing from the cache, and leaves nothing running', async () => {
    // Where the user has a Temporal CLI, there is none in the cache.
    const wasCached = existsSync(cachedTemporal)
    const { code, said, left } = await signalledRun({
      by: 'plimsoll',
      line: 'Run folder:',
      delayMs: early % 50,
      signal: 'SIGINT',
      isToGroup: true,
    })
    expect({ code, left }).toEqual({ code: 130, left: [] })
    expect(said).not.toMatch(/deleted|error:| {4}at /)
    expect(existsSync(cachedTemporal)).toBe(wasCached)
  })

  it.each([
    ['SIGTERM', 'Recalibrated', middle, 143],
    ['SIGINT', '(1 of 2', late, 130],
  ] as const)('behavior: %s after "%s" and %d ms ends it in order', async (signal, line, delayMs, exitCode) => {
    const { code, said, left } = await signalledRun({ by: 'plimsoll', line, delayMs, signal, isToGroup: signal === 'SIGINT' })
    expect({ code, left }).toEqual({ code: exitCode, left: [] })
    expect(said).toContain('Stopped.')
    expect(said).not.toMatch(/error:| {4}at /)
  })

  it.each([
    ['SIGTERM', middle],
    ['SIGKILL', late],
  ] as const)('behavior: %s to npm leaves nothing that npm started', async (signal, delayMs) => {
    const { left } = await signalledRun({ by: 'npm', line: 'Recalibrated', delayMs, signal })
    expect(left).toEqual([])
  })
})
