import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Client,
  isGrpcServiceError,
  ScheduleAlreadyRunning,
  type ScheduleDescription,
  type ScheduleHandle,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  ServiceError,
} from '@temporalio/client'
import type { MarketEntry } from '../config/configSchema.js'
import { PlimsollError } from '../core/errors/plimsollError.js'
import type { MarketId } from '../core/units/marketId.js'
import type { RecalibrationInput } from '../workflows/recalibration/recalibrationWorkflow.js'
import { marketAttribute } from '../workflows/searchAttributes.js'
import { recalibrationId } from '../workflows/workflowIds.js'

const PATIENCE_MS = 60_000
const PAUSE_MS = 500
/** gRPC statuses that asking again does not change: INVALID_ARGUMENT, NOT_FOUND, PERMISSION_DENIED, UNIMPLEMENTED, UNAUTHENTICATED. */
const FINAL_STATUSES = new Set([3, 5, 7, 12, 16])

/**
 * Describe a schedule, with patience: a server that was killed takes a while to go on with its schedules, and answers no question about
 * them meanwhile.
 *
 * @throws {ScheduleNotFoundError} when there is none
 * @throws {ServiceError} when the server still does not answer after `patienceMs`, or refuses
 */
export async function describeSchedule(handle: ScheduleHandle, patienceMs = PATIENCE_MS): Promise<ScheduleDescription> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    try {
      return await handle.describe()
    } catch (error) {
      const cause = error instanceof ServiceError ? error.cause : error
      if (!isGrpcServiceError(cause) || FINAL_STATUSES.has(cause.code) || Date.now() >= deadline) throw error
    }
    await sleep(PAUSE_MS)
  }
}

/** The configuration does not say when a market is recalibrated. */
class ScheduleNotConfigured extends PlimsollError {
  readonly code = 'SCHEDULE_NOT_CONFIGURED'
  readonly kind = 'configuration'

  constructor(market: string) {
    super({
      shortMessage: `The configuration has no schedule for the market "${market}".`,
      metaMessages: ['Add one to the market: `schedule: { every: 1d, offset: 30m }`.'],
    })
  }
}

/**
 * Take a market's timing from the configuration.
 *
 * @param note - replaces the configured note
 * @throws {ScheduleNotConfigured} when the market has no schedule there
 */
export function scheduleTiming({ market, schedule }: MarketEntry, note?: string): ScheduleTiming {
  if (schedule === null) throw new ScheduleNotConfigured(market.id)
  const { every, offset, cron, jitter, catchUpWindow } = schedule
  const text = note ?? schedule.note
  const spec = cron === undefined ? { every: every ?? catchUpWindow, offset } : { cron }
  return { spec, jitter, catchUpWindow, ...(text === '' ? {} : { note: text }) }
}

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
  readonly kind = 'refused'

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
  readonly kind = 'notFound'

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
