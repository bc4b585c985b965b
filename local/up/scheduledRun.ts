import { setTimeout as sleep } from 'node:timers/promises'
import type { MarketId } from '../../core/units/marketId.js'
import { describeSchedule } from '../../worker/client/describeSchedule.js'
import { createSchedule, onSchedule, ScheduleExists } from '../../worker/client/schedules.js'
import type { RecalibrationInput, RecalibrationResult } from '../../workflows/recalibration/recalibrationWorkflow.js'
import { scheduleTiming } from '../../worker/client/scheduleTiming.js'
import { onlyMarket, type LocalSystem } from '../system/startLocalSystem.js'

const POLL_MS = 100

/**
 * Create the market's schedule once, by the configuration. It is paused, since the chain of a replay lives in the past; `trigger` runs it.
 *
 * @throws {ScheduleNotConfigured} when the local configuration has no schedule
 */
export async function ensureSchedule(system: LocalSystem, input: RecalibrationInput): Promise<void> {
  try {
    await createSchedule({
      client: system.client,
      market: input.market,
      taskQueue: system.loaded.config.temporal.taskQueue,
      timing: scheduleTiming(onlyMarket(system.loaded)),
      input,
      isPaused: true,
    })
  } catch (error) {
    if (!(error instanceof ScheduleExists)) throw error
  }
}

/**
 * Get the n-th run of the market's schedule, triggering it if it has not been, and wait for its result.
 *
 * @param n - counted from 1; the runs before it must have been triggered
 */
export async function scheduledRun(
  system: LocalSystem,
  market: MarketId,
  n: number,
): Promise<{ workflowId: string; result: RecalibrationResult }> {
  const { client } = system
  const workflowId = await onSchedule(client, market, async (handle) => {
    const before = (await describeSchedule(handle)).info
    if (before.recentActions.length < n) await handle.trigger()
    for (;;) {
      const action = (await describeSchedule(handle)).info.recentActions[n - 1]?.action
      if (action !== undefined && 'workflow' in action) return action.workflow.workflowId
      await sleep(POLL_MS)
    }
  })
  return { workflowId, result: (await client.workflow.getHandle(workflowId).result()) as RecalibrationResult }
}
