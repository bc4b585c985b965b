import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { LocalSystem } from '../../local/system/startLocalSystem.js'
import { build, type KillRun, killRun } from '../support/killRun.js'
import { startTestSystem } from '../support/testSystem.js'

const once = { executions: 1, safeTransactions: 1, relayerTransactions: 2 }
const outcomeOf = ({ view, executions, safeTransactions, relayerTransactions }: KillRun) => ({
  state: view.state,
  ending: view.ending,
  executions,
  safeTransactions,
  relayerTransactions,
})

describe('a worker that is killed', () => {
  let system: LocalSystem

  beforeAll(async () => {
    build()
    system = await startTestSystem({ hasWorker: false })
  }, 120_000)
  afterAll(() => system?.stop())

  it('behavior: at every kill point of a whole run, one after another, and it ends in exactly one execution', async () => {
    const undisturbed = await killRun(system, [])
    expect(outcomeOf(undisturbed)).toEqual({ state: 'verified', ending: null, ...once })
    const killPoints = undisturbed.reached
    expect(killPoints.length).toBeGreaterThan(30)

    const killed = await killRun(system, killPoints)
    expect(outcomeOf(killed)).toEqual({ state: 'verified', ending: null, ...once })
    expect([...killed.killedAt].sort()).toEqual([...killPoints].sort())
  }, 900_000)

  // In a run of its own each: where a double send hides.
  it.each(['prepareTransaction:end', 'broadcastTransaction:end', 'confirmTransaction:end', 'relay:end'])(
    'behavior: at %s alone, and it ends in exactly one execution',
    async (killPoint) => {
      const run = await killRun(system, [killPoint])
      expect(outcomeOf(run)).toEqual({ state: 'verified', ending: null, ...once })
      expect(run.killedAt).toEqual([killPoint])
    },
    180_000,
  )
})
