import { setTimeout as sleep } from 'node:timers/promises'
import { Context } from '@temporalio/activity'
import type { ActivityDependencies } from '../dependencies.js'
import { untilStopped } from './untilStopped.js'

/**
 * Poll until something is found, for as long as it takes, with a heartbeat before each poll.
 *
 * The wait ends at once when the activity is cancelled or its worker stops; what a poll is doing then is left behind, so a poll must be
 * harmless when it is made twice.
 *
 * @param intervalMs - pause between the end of a poll and the next
 * @param poll - gets a heartbeat to call on the way, with details for Temporal's own UI; undefined means not yet
 * @throws {WorkerStopping} when the worker stops
 * @throws {CancelledFailure} when the activity is cancelled
 */
export async function pollUntil<T>(
  dependencies: Pick<ActivityDependencies, 'stopping'>,
  intervalMs: number,
  poll: (beat: (details?: unknown) => void) => Promise<T | undefined>,
): Promise<T> {
  return untilStopped(dependencies, async (signal) => {
    const context = Context.current()
    const beat = (details?: unknown) => {
      // A poll that was left behind ends here, and never speaks for the attempt that came after it.
      signal.throwIfAborted()
      context.heartbeat(details)
    }
    for (;;) {
      beat()
      const found = await poll(beat)
      if (found !== undefined) return found
      // Not Temporal's own sleep: that keeps a kilobyte a call until the activity ends, which is months.
      await sleep(intervalMs, undefined, { signal })
    }
  })
}
