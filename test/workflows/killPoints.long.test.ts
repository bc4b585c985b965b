import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { LocalSystem } from '../../local/system/startLocalSystem.js'
import { build, DOUBLE_SENDS, EXECUTED_ONCE, killRun, outcomeOf } from '../support/killRun.js'
import { startTestSystem } from '../support/testSystem.js'

describe('a worker that is killed', () => {
  let system: LocalSystem

  beforeAll(async () => {
    build()
    system = await startTestSystem({ hasWorker: false })
  })
  afterAll(() => system?.stop())

  it('behavior: at every kill point of a whole run, one after another, and it ends in exactly one execution', async () => {
    const undisturbed = await killRun(system, [])
    expect(outcomeOf(undisturbed)).toEqual(EXECUTED_ONCE)
    const killPoints = undisturbed.reached
    expect(killPoints.length).toBeGreaterThan(30)

    const killed = await killRun(system, killPoints)
    expect(outcomeOf(killed)).toEqual(EXECUTED_ONCE)
    expect([...killed.killedAt].sort()).toEqual([...killPoints].sort())
  })

  it.each(DOUBLE_SENDS)('behavior: at %s alone, and it ends in exactly one execution', async (killPoint) => {
    const run = await killRun(system, [killPoint])
    expect(outcomeOf(run)).toEqual(EXECUTED_ONCE)
    expect(run.killedAt).toEqual([killPoint])
  })
})
