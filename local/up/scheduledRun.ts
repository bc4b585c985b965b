import type { Client } from '@temporalio/client'
import {
  createSchedule,
  describeSchedule,
  onSchedule,
  ScheduleExists,
  scheduleId,
  scheduleTiming,
} from '../../client/schedules.js'
import { triggerSchedule } from '../../client/triggerSchedule.js'
import type { MarketId } from '../../core/units/marketId.js'
import type { RecalibrationInput } from '../../workflows/recalibration/recalibrationWorkflow.js'
import type { ScheduledRecalibrationResult } from '../../workflows/recalibration/scheduledRecalibrationWorkflow.js'
import { type LocalSystem, onlyMarket } from '../system/startLocalSystem.js'

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
 * @param n - counted from 1, over everything that the schedule ever ran; the runs before it must have been triggered
 * @throws {RecalibrationRunning} when another run of the market is under way, so that none could be triggered
 */
export async function scheduledRun(
  system: LocalSystem,
  market: MarketId,
  n: number,
): Promise<{ workflowId: string; result: ScheduledRecalibrationResult }> {
  const { client } = system
  const workflowId = (await earlierRun(client, market, n)) ?? (await triggerSchedule(client, market)).workflowId
  return { workflowId, result: (await client.workflow.getHandle(workflowId).result()) as ScheduledRecalibrationResult }
}

/** Find the n-th run of the market's schedule; undefined when it has not been. The schedule itself remembers its last ten only. */
export async function earlierRun(client: Client, market: MarketId, n: number): Promise<string | undefined> {
  const { info } = await onSchedule(client, market, (handle) => describeSchedule(handle))
  if (info.numActionsTaken < n) return undefined
  const forgotten = info.numActionsTaken - info.recentActions.length
  const action = info.recentActions[n - 1 - forgotten]?.action
  if (action !== undefined && 'workflow' in action) return action.workflow.workflowId
  const started: { workflowId: string; startTime: Date }[] = []
  for await (const run of client.workflow.list({ query: `TemporalScheduledById = '${scheduleId(market)}'` })) started.push(run)
  return started.sort((a, b) => a.startTime.getTime() - b.startTime.getTime())[n - 1]?.workflowId
}
