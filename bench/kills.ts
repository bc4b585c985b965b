import { atLeast, type Measure, unjudged } from './measure.js'
import { median } from './median.js'
import { type KillRun, killRun } from '../test/support/killRun.js'
import { startTestSystem } from '../test/support/testSystem.js'

/** What a run leaves on chain when nothing was done twice: one Safe transaction, and the relayer's two that schedule and execute. */
const ONCE = { executions: 1, safeTransactions: 1, relayerTransactions: 2 } as const

/**
 * Kill the worker with SIGKILL at every named kill point of a whole run, one run a point, and count the runs that end in exactly one
 * execution. Takes some seconds a point.
 */
export async function measure(): Promise<Measure[]> {
  const system = await startTestSystem({ hasWorker: false })
  try {
    const undisturbed = await killRun(system, [])
    if (!isOnce(undisturbed)) throw new Error(`The run without a kill ended as ${undisturbed.view.state}.`)
    const points = undisturbed.reached
    const seconds: number[] = []
    for (const [i, point] of points.entries()) {
      if (i % 10 === 0) console.error(`  kill ${i + 1} of ${points.length} …`)
      const startMs = performance.now()
      const survived = await survives(() => killRun(system, [point]))
      if (survived) seconds.push((performance.now() - startMs) / 1_000)
      else console.error(`  not survived: ${point}`)
    }
    const percent = (100 * seconds.length) / points.length
    return [
      atLeast({ name: `kills survived, one at each of ${points.length} kill points`, unit: '%', value: percent, goal: 100 }),
      ...(seconds.length === 0
        ? []
        : [unjudged({ name: 'a whole run with one kill (median)', unit: 's', value: median(seconds) })]),
    ]
  } finally {
    await system.stop()
  }
}

async function survives(run: () => Promise<KillRun>): Promise<boolean> {
  try {
    const ended = await run()
    return ended.killedAt.length === 1 && isOnce(ended)
  } catch (error) {
    console.error(`  ${error instanceof Error ? error.message : String(error)}`)
    return false
  }
}

function isOnce({ view, executions, safeTransactions, relayerTransactions }: KillRun): boolean {
  return (
    view.state === 'verified' &&
    executions === ONCE.executions &&
    safeTransactions === ONCE.safeTransactions &&
    relayerTransactions === ONCE.relayerTransactions
  )
}
