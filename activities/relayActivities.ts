import type { ActivityDependencies } from './dependencies.js'
import { untilStopped } from './runtime/untilStopped.js'
import type { RelayRequest, RelayResult } from './chain/relayRequest.js'

/** The activity between a proposal and the relayer's entity workflow. */
export function relayActivities(dependencies: ActivityDependencies) {
  return {
    /**
     * Have the relayer send a call, and wait until it is confirmed.
     *
     * Writes: one transaction at most. Idempotency key: `requestId`; a second attempt joins the first one's request.
     *
     * @throws {WorkerStopping} when the worker stops; it is retried
     */
    async relay(request: RelayRequest): Promise<RelayResult> {
      return untilStopped(dependencies, (signal) => dependencies.relay(request, signal))
    },
  }
}
