import { Context } from '@temporalio/activity'
import { toApplicationFailure } from './toApplicationFailure.js'

type Activity = (input: never) => Promise<unknown>

/** What every activity gets around it. */
export interface ActivityWrapping {
  /** Values that must never leave in an error. */
  readonly secrets: readonly string[]
  /** Called as `<activity>:start` before the activity and as `<activity>:end` between its effects and its return. */
  readonly killPoint: (name: string) => void
}

/**
 * Wrap every activity: heartbeats while it runs, named kill points around it, and failures with a stable code and no secrets.
 *
 * The end point is the only place where an effect can be there without the engine knowing: a test kills the process in it.
 */
export function wrapActivities<Activities extends Record<string, Activity>>(
  activities: Activities,
  { secrets, killPoint }: ActivityWrapping,
): Activities {
  const wrapped = Object.entries(activities).map(([name, activity]) => [
    name,
    async (input: never) => {
      const context = Context.current()
      const { heartbeatTimeoutMs } = context.info
      const startedAt = performance.now()
      const beat = heartbeatTimeoutMs === undefined ? undefined : setInterval(() => context.heartbeat(), heartbeatTimeoutMs / 3)
      try {
        killPoint(`${name}:start`)
        const result = await activity(input)
        killPoint(`${name}:end`)
        return result
      } catch (error) {
        throw toApplicationFailure(error, secrets, performance.now() - startedAt)
      } finally {
        clearInterval(beat)
      }
    },
  ])
  return Object.fromEntries(wrapped) as Activities
}
