import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { signalledRun } from '../support/signalledRun.js'

// A busy machine takes minutes to compile and to start a run.
const LINES = [
  'Run folder:',
  'Temporal: using',
  'Chain:',
  'Worker:',
  'Illustration:',
  'Recalibrated',
  '(1 of 2',
  '(2 of 2',
  'Scheduled in',
  'Verified',
]
const seed = Date.now() % 1_000_000
const cases = LINES.flatMap((line, i) => {
  const [first = 0, second = 0] = fc.sample(fc.integer({ min: 0, max: 1_000 }), { seed: seed + i, numRuns: 2 })
  return [
    { by: 'plimsoll', line, delayMs: first, signal: 'SIGINT', isToGroup: true, exitCode: 130 },
    { by: 'plimsoll', line, delayMs: second, signal: 'SIGTERM', isToGroup: false, exitCode: 143 },
    { by: 'npm', line, delayMs: first, signal: 'SIGTERM', isToGroup: false, exitCode: null },
    { by: 'npm', line, delayMs: second, signal: 'SIGINT', isToGroup: true, exitCode: null },
  ] as const
})

describe(`a local run, stopped at every stage (seed ${seed})`, () => {
  // Stays up after its work, so that no moment comes too late.
  it.each(cases)('behavior: $signal by $by after "$line" and $delayMs ms', async ({ exitCode, ...options }) => {
    const { code, said, left } = await signalledRun({ ...options, args: [] })
    expect(left).toEqual([])
    // npm tells its own end its own way.
    if (exitCode !== null) expect(code).toBe(exitCode)
    expect(said).not.toMatch(/deleted|error:| {4}at /)
  })
})
