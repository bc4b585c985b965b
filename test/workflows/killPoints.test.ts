import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { LocalSystem } from '../../local/system/startLocalSystem.js'
import fc from '../support/fastCheck.js'
import { build, DOUBLE_SENDS, EXECUTED_ONCE, killRun, outcomeOf } from '../support/killRun.js'
import { startTestSystem } from '../support/testSystem.js'

const SAMPLE = 6

// killPoints.long.test.ts kills at every one.
describe('a worker that is killed', () => {
  let system: LocalSystem

  beforeAll(async () => {
    build()
    system = await startTestSystem({ hasWorker: false })
  })
  afterAll(() => system?.stop())

  it('behavior: at a sample of the kill points of a whole run, and it ends in exactly one execution', async () => {
    const undisturbed = await killRun(system, [])
    expect(outcomeOf(undisturbed)).toEqual(EXECUTED_ONCE)
    expect(undisturbed.reached.length).toBeGreaterThan(30)
    expect(undisturbed.reached).toEqual(expect.arrayContaining([...DOUBLE_SENDS]))

    const others = undisturbed.reached.filter((name) => !DOUBLE_SENDS.some((double) => double === name))
    const sampleOf = (names: readonly string[], length: number) =>
      fc.sample(fc.shuffledSubarray([...names], { minLength: length, maxLength: length }), 1)[0] ?? []
    const killPoints = [...sampleOf(others, SAMPLE), ...sampleOf(DOUBLE_SENDS, 1)]
    const killed = await killRun(system, killPoints)
    expect(outcomeOf(killed)).toEqual(EXECUTED_ONCE)
    expect([...killed.killedAt].sort()).toEqual([...killPoints].sort())
  })
})
