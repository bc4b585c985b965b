import { afterAll, beforeAll, expect } from '@jest/globals'
import type { LocalSystem } from '../../local/system/startLocalSystem.js'
import { build, EXECUTED_ONCE, killRun, outcomeOf } from './killRun.js'
import { startTestSystem } from './testSystem.js'

/**
 * Start a system without a worker before a suite's tests, and stop it after them: each of its runs brings its own workers.
 *
 * @returns the system, once the tests run
 */
export function useKillableSystem(): () => LocalSystem {
  let system: LocalSystem | undefined
  beforeAll(async () => {
    build()
    system = await startTestSystem({ hasWorker: false })
  })
  afterAll(() => system?.stop())
  return () => {
    if (system === undefined) throw new Error('the system starts before the first test')
    return system
  }
}

/** Run undisturbed and assert that it ends in one execution. Gives the kill points on the way. */
export async function killPointsOf(system: LocalSystem): Promise<readonly string[]> {
  const undisturbed = await killRun(system, [])
  expect(outcomeOf(undisturbed)).toEqual(EXECUTED_ONCE)
  expect(undisturbed.reached.length).toBeGreaterThan(30)
  return undisturbed.reached
}

/** Assert that a run whose worker is killed at each of the kill points, once, ends in exactly one execution. */
export async function expectOneExecution(system: LocalSystem, killPoints: readonly string[]): Promise<void> {
  const killed = await killRun(system, killPoints)
  expect(outcomeOf(killed)).toEqual(EXECUTED_ONCE)
  expect([...killed.killedAt].sort()).toEqual([...killPoints].sort())
}
