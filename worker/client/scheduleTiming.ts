import type { MarketEntry } from '../../config/configSchema.js'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import type { ScheduleTiming } from './schedules.js'

/** The configuration does not say when a market is recalibrated. */
export class ScheduleNotConfigured extends PlimsollError {
  readonly code = 'SCHEDULE_NOT_CONFIGURED'

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
