import { recalibrationInput } from '../../../client/recalibrationInput.js'
import { createSchedule, onSchedule, scheduleTiming } from '../../../client/schedules.js'
import { triggerSchedule } from '../../../client/triggerSchedule.js'
import { findMarket } from '../../../config/findMarket.js'
import type { MarketId } from '../../../core/units/marketId.js'
import type { Outcome } from '../../outcome.js'
import type { Session } from '../../session.js'

/** Create a market's schedule by the configured timetable. */
export async function create(
  session: Session,
  id: string | undefined,
  { note, isPaused }: { note?: string | undefined; isPaused: boolean },
): Promise<Outcome> {
  const { config } = await session.load()
  const entry = findMarket(config, id)
  const timing = scheduleTiming(entry, note)
  const { client } = await session.connect()
  await createSchedule({
    client,
    market: entry.market.id,
    taskQueue: config.temporal.taskQueue,
    timing,
    input: recalibrationInput(config, entry, { isDryRun: false }),
    isPaused,
  })
  const when = 'cron' in timing.spec ? `at ${timing.spec.cron} (UTC)` : `every ${timing.spec.every}`
  return told(entry.market.id, 'created', `${entry.market.id} is recalibrated ${when}${isPaused ? ', once it is resumed' : ''}.`)
}

/** Pause a market's schedule. */
export async function pause(session: Session, id: string | undefined, { note }: { note?: string | undefined }): Promise<Outcome> {
  const market = await act(session, id, (handle) => handle.pause(note ?? 'Paused by plimsoll schedule pause.'))
  return told(market, 'paused', `The schedule of ${market} is paused.`)
}

/** Resume a market's schedule. */
export async function resume(
  session: Session,
  id: string | undefined,
  { note }: { note?: string | undefined },
): Promise<Outcome> {
  const market = await act(session, id, (handle) => handle.unpause(note ?? 'Resumed by plimsoll schedule resume.'))
  return told(market, 'resumed', `The schedule of ${market} runs again.`)
}

/**
 * Start one run now, besides the timetable.
 *
 * @throws {RecalibrationRunning} when nothing was started, because a run of the market is under way
 */
export async function trigger(session: Session, id: string | undefined): Promise<Outcome> {
  const { config } = await session.load()
  const { market } = findMarket(config, id)
  const { client } = await session.connect()
  const { workflowId, isUnderWay } = await triggerSchedule(client, market.id)
  const wait = isUnderWay ? '' : ' It waits for a worker.'
  return {
    text: `A run of ${market.id} was started.${wait} See it with \`plimsoll schedule describe ${market.id}\`.`,
    json: { market: market.id, action: 'triggered', workflowId, isUnderWay },
  }
}

/** Delete a market's schedule. Runs and proposals stay. */
export async function remove(session: Session, id: string | undefined): Promise<Outcome> {
  const market = await act(session, id, (handle) => handle.delete())
  return told(market, 'deleted', `The schedule of ${market} is deleted; its runs and proposals stay.`)
}

async function act(session: Session, id: string | undefined, action: Parameters<typeof onSchedule<void>>[2]): Promise<MarketId> {
  const { config } = await session.load()
  const { market } = findMarket(config, id)
  const { client } = await session.connect()
  await onSchedule(client, market.id, action)
  return market.id
}

function told(market: string, action: string, text: string): Outcome {
  return { text, json: { market, action } }
}
