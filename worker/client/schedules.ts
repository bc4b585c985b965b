import {
  type Client,
  ScheduleAlreadyRunning,
  type ScheduleDescription,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
} from '@temporalio/client'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import type { MarketId } from '../../core/units/marketId.js'
import { marketAttribute } from '../../workflows/searchAttributes.js'
import type { RecalibrationInput } from '../../workflows/recalibration/recalibrationWorkflow.js'
import { recalibrationId } from '../../workflows/workflowIds.js'

/** When a market's recalibration runs. Durations are written as in the configuration. */
export interface ScheduleTiming {
  /** Interval between runs and the offset into it, or a cron expression in UTC. */
  readonly spec: { readonly every: string; readonly offset?: string | undefined } | { readonly cron: string }
  /** Runs are spread over this much time. */
  readonly jitter?: string | undefined
  /** A run that could not start within this time after its scheduled time is dropped. */
  readonly catchUpWindow: string
  readonly note?: string | undefined
}

/** The market has a schedule already. */
export class ScheduleExists extends PlimsollError {
  readonly code = 'SCHEDULE_EXISTS'

  constructor(market: MarketId) {
    super({
      shortMessage: `The market "${market}" has a schedule already.`,
      metaMessages: [`See it with \`plimsoll schedule describe ${market}\`; delete it before you create another.`],
    })
  }
}

/** The market has no schedule. */
export class ScheduleMissing extends PlimsollError {
  readonly code = 'SCHEDULE_MISSING'

  constructor(market: MarketId) {
    super({
      shortMessage: `The market "${market}" has no schedule.`,
      metaMessages: [`Create one with \`plimsoll schedule create ${market}\`; see all with \`plimsoll schedule list\`.`],
    })
  }
}

/** Id of a market's schedule: there is at most one. */
export function scheduleId(market: MarketId): string {
  return recalibrationId(market)
}

/**
 * Create a market's schedule: never two runs at once, paused when a run fails. A run that somebody terminates or cancels does not pause it.
 *
 * @throws {ScheduleExists} when there is one
 */
export async function createSchedule(input: {
  client: Client
  market: MarketId
  taskQueue: string
  timing: ScheduleTiming
  input: RecalibrationInput
  isPaused: boolean
}): Promise<void> {
  const { timing, market } = input
  type Duration = `${number}d`
  const spec =
    'cron' in timing.spec
      ? { cronExpressions: [timing.spec.cron] }
      : {
          intervals: [
            {
              every: timing.spec.every as Duration,
              ...(timing.spec.offset === undefined ? {} : { offset: timing.spec.offset as Duration }),
            },
          ],
        }
  try {
    await input.client.schedule.create({
      scheduleId: scheduleId(market),
      spec: { ...spec, ...(timing.jitter === undefined ? {} : { jitter: timing.jitter as Duration }) },
      action: {
        type: 'startWorkflow',
        workflowType: 'scheduledRecalibrationWorkflow',
        workflowId: recalibrationId(market),
        taskQueue: input.taskQueue,
        args: [input.input],
        typedSearchAttributes: [{ key: marketAttribute, value: market }],
      },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: timing.catchUpWindow as Duration, pauseOnFailure: true },
      state: { paused: input.isPaused, ...(timing.note === undefined ? {} : { note: timing.note }) },
    })
  } catch (error) {
    if (error instanceof ScheduleAlreadyRunning) throw new ScheduleExists(market)
    throw error
  }
}

/** Describe every recalibration schedule of the namespace. */
export async function listSchedules(client: Client): Promise<ScheduleDescription[]> {
  const descriptions: ScheduleDescription[] = []
  for await (const { scheduleId: id } of client.schedule.list()) {
    if (id.startsWith('recalibration/')) descriptions.push(await client.schedule.getHandle(id).describe())
  }
  return descriptions
}

/**
 * Act on a market's schedule.
 *
 * @throws {ScheduleMissing} when there is none
 */
export async function onSchedule<T>(
  client: Client,
  market: MarketId,
  act: (handle: ReturnType<Client['schedule']['getHandle']>) => Promise<T>,
): Promise<T> {
  try {
    return await act(client.schedule.getHandle(scheduleId(market)))
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) throw new ScheduleMissing(market)
    throw error
  }
}
