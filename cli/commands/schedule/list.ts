import { type Client, type ScheduleDescription, WorkflowNotFoundError } from '@temporalio/client'
import { findMarket } from '../../../config/findMarket.js'
import { listSchedules, onSchedule } from '../../../client/schedules.js'
import type { Outcome } from '../../outcome.js'
import { formatDuration } from '../../../core/format.js'
import { printable } from '../../output/printable.js'
import { table } from '../../output/table.js'
import type { Session } from '../../session.js'

/** A schedule as the command line shows it. */
interface ScheduleView {
  readonly market: string
  readonly isPaused: boolean
  readonly note: string | null
  /** `every 1 d + 30 min`, or cron lines. */
  readonly timetable: string
  readonly catchUpWindowMs: number
  /** ISO 8601. */
  readonly nextRuns: readonly string[]
  readonly runs: readonly ScheduledRunView[]
  readonly runCount: number
  readonly missedCount: number
  readonly overlapCount: number
}

/** A recent run as the command line shows it. */
interface ScheduledRunView {
  /** ISO 8601: when it was to start, with its jitter. */
  readonly scheduledAt: string
  readonly workflowId: string | null
  /** How it ended, or `running`; only `describe` asks. Null where the engine has forgotten it. */
  readonly ended?: string | null
}

/** List every recalibration schedule of the namespace. */
export async function list(session: Session): Promise<Outcome> {
  const { client } = await session.connect()
  const views = (await listSchedules(client)).map(viewOf)
  if (views.length === 0) return { json: [], text: 'No schedules. Create one with `plimsoll schedule create`.' }
  const rows = views.map(({ market, isPaused, timetable, nextRuns, runCount, note }) => [
    market,
    isPaused ? session.colors.yellow('paused') : 'running',
    timetable,
    isPaused ? '-' : (nextRuns[0] ?? '-'),
    String(runCount),
    note ?? '',
  ])
  const columns = [{ header: 'market' }, { header: 'state' }, { header: 'timetable' }, { header: 'next run' }]
  return {
    json: views,
    text: table(
      [...columns, { header: 'runs', align: 'right' }, { header: 'note', wraps: true }],
      rows,
      session.terminal.columns,
    ),
  }
}

/** Describe one market's schedule. */
export async function describe(session: Session, id: string | undefined): Promise<Outcome> {
  const { config } = await session.load()
  const { market } = findMarket(config, id)
  const { client } = await session.connect()
  const described = viewOf(await onSchedule(client, market.id, (handle) => handle.describe()))
  const runs = await Promise.all(described.runs.map(async (run) => ({ ...run, ended: await endOf(client, run) })))
  const view = { ...described, runs }
  const lines = [
    `${session.colors.bold(view.market)}: ${view.isPaused ? session.colors.yellow('paused') : 'running'}, ${view.timetable} (UTC)`,
    ...(view.note === null ? [] : [`note: ${view.note}`]),
    `a run that is late by more than ${formatDuration(view.catchUpWindowMs / 1_000)} is left out`,
    `runs: ${view.runCount}, missed: ${view.missedCount}, left out because one was still running: ${view.overlapCount}`,
    ...(view.isPaused ? [] : [`next: ${view.nextRuns.slice(0, 3).join(', ') || 'none'}`]),
    'a run that fails pauses the schedule; one that is terminated or cancelled does not',
    ...view.runs.map(({ scheduledAt, workflowId, ended }) => `  ${scheduledAt}  ${workflowId ?? ''}  ${ended ?? ''}`.trimEnd()),
  ]
  return { json: view, text: lines.join('\n') }
}

/** Tell how a run ended: its outcome where it came to one. */
async function endOf(client: Client, { workflowId }: ScheduledRunView): Promise<string | null> {
  if (workflowId === null) return null
  try {
    const { status, searchAttributes } = await client.workflow.getHandle(workflowId).describe()
    const outcome = searchAttributes.PlimsollState?.[0]
    return status.name === 'COMPLETED' && typeof outcome === 'string' ? outcome : status.name.toLowerCase().replaceAll('_', ' ')
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null
    throw error
  }
}

function viewOf({ scheduleId, spec, state, policies, info }: ScheduleDescription): ScheduleView {
  return printable({
    market: scheduleId.replace(/^recalibration\//, ''),
    isPaused: state.paused,
    note: state.note === undefined || state.note === '' ? null : state.note,
    timetable: timetable(spec),
    catchUpWindowMs: policies.catchupWindow,
    nextRuns: info.nextActionTimes.map(iso),
    runs: info.recentActions.map(({ scheduledAt, action }) => ({
      scheduledAt: iso(scheduledAt),
      workflowId: 'workflow' in action ? action.workflow.workflowId : null,
    })),
    runCount: info.numActionsTaken,
    missedCount: info.numActionsMissedCatchupWindow,
    overlapCount: info.numActionsSkippedOverlap,
  })
}

function timetable({ intervals, calendars }: ScheduleDescription['spec']): string {
  const every = (intervals ?? []).map(({ every: ms, offset }) => {
    return `every ${formatDuration(ms / 1_000)}${(offset ?? 0) === 0 ? '' : ` + ${formatDuration((offset ?? 0) / 1_000)}`}`
  })
  // The server turns a cron line into a calendar and keeps the line as its comment.
  const cron = (calendars ?? []).map(({ comment }) =>
    comment === undefined || comment === '' ? 'by calendar' : `cron ${comment}`,
  )
  return [...every, ...cron].join('; ') || 'by hand'
}

function iso(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z')
}
