import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, type ScheduleDescription, WorkflowNotFoundError } from '@temporalio/client'
import proto from '@temporalio/proto'
import type { MarketId } from '../core/units/marketId.js'
import type { ScheduledRecalibrationResult } from '../workflows/recalibration/scheduledRecalibrationWorkflow.js'
import { recalibrationId } from '../workflows/workflowIds.js'
import { RecalibrationRunning } from './recalibrations.js'
import { describeSchedule, onSchedule, scheduleId } from './schedules.js'

/** A run that a trigger started. */
export interface TriggeredRun {
  /** Of the workflow that waits for the run. */
  readonly workflowId: string
  readonly runId: string
  /** Whether its first step is done; without a worker it waits for one. */
  readonly isUnderWay: boolean
}

const PAUSE_MS = 100
/** How long a server may take to act on a trigger: it does so within a workflow task of its own. */
const TRIGGER_MS = 10_000
/** How long a started run may take to its first step before it is said to wait for a worker. */
const FIRST_STEP_MS = 10_000

/**
 * Start one run of a market's schedule now, besides its timetable, and make sure that it was started.
 *
 * The server gives no answer of its own: it skips a trigger while a run is under way, and makes one run of several triggers in a second. So the
 * trigger has a scheduled time to the nanosecond of its own, and what the schedule did bears it or not (Temporal server 1.27 or later).
 *
 * @throws {ScheduleMissing} when the market has no schedule
 * @throws {RecalibrationRunning} when nothing was started, because another run of the market is under way or was triggered at the same time
 */
export async function triggerSchedule(client: Client, market: MarketId): Promise<TriggeredRun> {
  if (await isRunning(client, recalibrationId(market))) throw new RecalibrationRunning(market)
  const run = await onSchedule(client, market, async (handle) => {
    const before = await describeSchedule(handle)
    const time = uniqueTime()
    await patch(client, market, time)
    const deadline = Date.now() + TRIGGER_MS
    for (let isLast = false; ; ) {
      const now = await describeSchedule(handle)
      const own = startedAt(now, time)
      if (own !== undefined || isLast) return own
      // What was done since is somebody else's: the server did this trigger's part together with it.
      isLast = actionsOf(now) > actionsOf(before) || Date.now() > deadline
      await sleep(PAUSE_MS)
    }
  })
  if (run === undefined) throw new RecalibrationRunning(market)
  const step = await firstStep(client, run)
  if (step === 'alreadyRunning') throw new RecalibrationRunning(market)
  return { ...run, isUnderWay: step === 'underWay' }
}

interface UniqueTime {
  readonly seconds: number
  readonly nanos: number
}

function uniqueTime(): UniqueTime {
  const now = Date.now()
  return { seconds: Math.floor(now / 1_000), nanos: (now % 1_000) * 1_000_000 + randomInt(1_000_000) }
}

async function patch(client: Client, market: MarketId, { seconds, nanos }: UniqueTime): Promise<void> {
  const { SCHEDULE_OVERLAP_POLICY_SKIP } = proto.temporal.api.enums.v1.ScheduleOverlapPolicy
  await client.workflowService.patchSchedule({
    namespace: client.options.namespace,
    scheduleId: scheduleId(market),
    identity: client.options.identity,
    requestId: `${seconds}.${nanos}`,
    patch: {
      triggerImmediately: {
        overlapPolicy: SCHEDULE_OVERLAP_POLICY_SKIP,
        scheduledTime: proto.google.protobuf.Timestamp.fromObject({ seconds, nanos }),
      },
    },
  })
}

function startedAt(
  { raw }: ScheduleDescription,
  { seconds, nanos }: UniqueTime,
): Pick<TriggeredRun, 'workflowId' | 'runId'> | undefined {
  const action = raw.info?.recentActions?.find(
    ({ scheduleTime }) => Number(scheduleTime?.seconds) === seconds && Number(scheduleTime?.nanos) === nanos,
  )
  const { workflowId, runId } = action?.startWorkflowResult ?? {}
  return workflowId == null || runId == null ? undefined : { workflowId, runId }
}

/** Everything that a schedule ever did or left out. */
function actionsOf({ info }: ScheduleDescription): number {
  return info.numActionsTaken + info.numActionsSkippedOverlap + info.numActionsMissedCatchupWindow
}

async function isRunning(client: Client, workflowId: string): Promise<boolean> {
  try {
    return (await client.workflow.getHandle(workflowId).describe()).status.name === 'RUNNING'
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false
    throw error
  }
}

/** Wait until a scheduled run has started its recalibration, or found another one. */
async function firstStep(
  client: Client,
  { workflowId, runId }: Pick<TriggeredRun, 'workflowId' | 'runId'>,
): Promise<'underWay' | 'alreadyRunning' | 'waiting'> {
  const handle = client.workflow.getHandle(workflowId, runId)
  const deadline = Date.now() + FIRST_STEP_MS
  while (Date.now() < deadline) {
    const { status, raw } = await handle.describe()
    if ((raw.pendingChildren ?? []).length > 0) return 'underWay'
    if (status.name === 'COMPLETED') {
      const { outcome } = (await handle.result()) as ScheduledRecalibrationResult
      return outcome === 'alreadyRunning' ? outcome : 'underWay'
    }
    if (status.name !== 'RUNNING') return 'underWay'
    await sleep(PAUSE_MS)
  }
  return 'waiting'
}
