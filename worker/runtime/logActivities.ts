import { Context } from '@temporalio/activity'
import type { Activities } from '../../activities/index.js'

/** What a log line tells about one finished attempt of an activity. */
export interface ActivityRecord {
  readonly activity: string
  readonly market: string | null
  readonly proposal: string | null
  readonly workflowId: string
  readonly runId: string
  readonly attempt: number
  readonly ms: number
  /** Type and message of the failure, without secrets; null when it succeeded. */
  readonly failure: string | null
}

/** Tell of every attempt of an activity, with the market, proposal and run that it worked for. */
export function logActivities(activities: Activities, record: (line: ActivityRecord) => void): Activities {
  type Activity = (input: never) => Promise<unknown>
  const logged = Object.entries<Activity>(activities).map(([activity, run]) => [
    activity,
    async (input: never) => {
      const { workflowExecution, attempt } = Context.current().info
      const startedAt = performance.now()
      const tell = (failure: string | null) =>
        record({
          activity,
          ...subjectOf(input),
          workflowId: workflowExecution?.workflowId ?? '',
          runId: workflowExecution?.runId ?? '',
          attempt,
          ms: Math.round(performance.now() - startedAt),
          failure,
        })
      try {
        const result = await run(input)
        tell(null)
        return result
      } catch (error) {
        tell(error instanceof Error ? error.message : String(error))
        throw error
      }
    },
  ])
  return Object.fromEntries(logged) as Activities
}

function subjectOf(input: unknown): { market: string | null; proposal: string | null } {
  const given = (typeof input === 'object' && input !== null ? input : {}) as {
    readonly market?: string
    readonly proposal?: { readonly market?: string; readonly proposalId?: string }
  }
  return { market: given.market ?? given.proposal?.market ?? null, proposal: given.proposal?.proposalId ?? null }
}
