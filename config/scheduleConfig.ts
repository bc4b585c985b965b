import { z } from 'zod'
import { durationMs } from '../core/duration.js'
import { durationSchema } from '../core/schemas/wire.js'

const CRON = /^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|([0-9A-Za-z*,/?#-]+\s+){4,6}[0-9A-Za-z*,/?#-]+)$/

/** The server makes a shorter catch-up window this long, without a word. */
const SHORTEST_CATCH_UP_MS = 10_000

/** When a market is recalibrated by itself: every so often (counted from the epoch, in UTC), or by a cron line. */
export const scheduleConfigSchema = z
  .strictObject({
    /** Time between runs. */
    every: durationSchema.optional(),
    /** How long after each multiple of `every` the run starts: `every: 1d` with `offset: 30m` is 00:30 UTC. */
    offset: durationSchema.optional(),
    /** Five to seven fields in UTC, such as `30 0 * * *`, or `@daily`. */
    cron: z.string().regex(CRON, "must be a cron line of five to seven fields, such as '30 0 * * *'").optional(),
    /** Runs start at random within this after their time, so that many markets do not start at once. Shorter than `catchUpWindow`. */
    jitter: durationSchema.optional(),
    /** Runs that were missed for longer than this (10 s or more) are left out; a late run computes and stores, and never proposes. */
    catchUpWindow: durationSchema.default('1d'),
    /** What people see beside the schedule. */
    note: z.string().max(400).default(''),
  })
  .superRefine(({ every, cron, offset, jitter, catchUpWindow }, context) => {
    const [catchUpMs, jitterMs] = [msOf(catchUpWindow), msOf(jitter)]
    if (catchUpMs !== undefined && catchUpMs < SHORTEST_CATCH_UP_MS) {
      context.addIssue({ code: 'custom', path: ['catchUpWindow'], message: `is ${catchUpWindow}; the server takes 10s or more` })
    }
    if (catchUpMs !== undefined && jitterMs !== undefined && jitterMs >= catchUpMs) {
      const message = `is ${jitter}, and must be shorter than catchUpWindow (${catchUpWindow})`
      context.addIssue({ code: 'custom', path: ['jitter'], message })
    }
    if ((every === undefined) === (cron === undefined))
      context.addIssue({ code: 'custom', message: 'must have either every or cron' })
    if (cron !== undefined && offset !== undefined) {
      context.addIssue({ code: 'custom', path: ['offset'], message: 'goes with every only; write the time into the cron line' })
    }
  })

/** @see scheduleConfigSchema */
export type ScheduleConfig = z.infer<typeof scheduleConfigSchema>

/** Length of a duration in ms; undefined for what is none: that has an issue of its own. */
function msOf(duration: string | undefined): number | undefined {
  return durationSchema.safeParse(duration).success ? durationMs(duration as string) : undefined
}
