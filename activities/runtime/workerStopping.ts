import { PlimsollError } from '../../core/errors/plimsollError.js'

/** The worker was told to stop while an activity waited. Nothing failed: the wait goes on with the next attempt, at another worker. */
export class WorkerStopping extends PlimsollError {
  readonly code = 'WORKER_STOPPING'
  override readonly retryable = true
  /** Long enough for this worker's own poll to be over, so that it does not get the attempt again. */
  readonly retryAfterMs = 1_000

  constructor() {
    super({
      shortMessage: 'The worker stops while this waits.',
      metaMessages: ['Nothing is lost: the wait goes on at the next worker that serves the queue. Start one if none does.'],
    })
  }
}
