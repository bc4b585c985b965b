import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { LocalSystem } from '../../local/system/startLocalSystem.js'
import { build, killRun } from '../support/killRun.js'
import { startTestSystem } from '../support/testSystem.js'

describe('a worker that is killed', () => {
  let system: LocalSystem

  beforeAll(async () => {
    build()
    system = await startTestSystem({ hasWorker: false })
  }, 120_000)
  afterAll(() => system?.stop())

  it('behavior: at every kill point of a whole run, one after another, and each ends in exactly one execution', async () => {
    const undisturbed = await killRun(system, null)
    expect({ state: undisturbed.view.state, ending: undisturbed.view.ending }).toEqual({ state: 'verified', ending: null })
    expect(undisturbed.reached.length).toBeGreaterThan(25)
    const outcomes: Record<string, unknown> = {}
    const expected: Record<string, unknown> = {}
    for (const killPoint of undisturbed.reached) {
      const started = performance.now()
      const run = await killRun(system, killPoint)
      if (process.env.PLIMSOLL_VERBOSE !== undefined) console.log(killPoint, Math.round(performance.now() - started), 'ms')
      const { view, wasKilled, executions, safeTransactions, relayerTransactions } = run
      outcomes[killPoint] = { state: view.state, wasKilled, executions, safeTransactions, relayerTransactions }
      expected[killPoint] = { state: 'verified', wasKilled: true, executions: 1, safeTransactions: 1, relayerTransactions: 2 }
    }
    expect(outcomes).toEqual(expected)
  }, 900_000)
})
