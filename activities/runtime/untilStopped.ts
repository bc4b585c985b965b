import { Context } from '@temporalio/activity'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import type { ActivityDependencies } from '../dependencies.js'

/** The worker was told to stop while an activity waited. Nothing failed: the wait goes on with the next attempt, at another worker. */
export class WorkerStopping extends PlimsollError {
  readonly code = 'WORKER_STOPPING'
  readonly kind = 'temporal'
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

/**
 * Run something that waits, and leave it behind as soon as the activity is cancelled or its worker stops.
 *
 * @param run - gets the signal that tells of either
 * @throws {WorkerStopping} when the worker stops
 * @throws {CancelledFailure} when the activity is cancelled
 */
export async function untilStopped<T>(
  { stopping }: Pick<ActivityDependencies, 'stopping'>,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { cancellationSignal } = Context.current()
  const signal = stopping === undefined ? cancellationSignal : AbortSignal.any([cancellationSignal, stopping])
  signal.throwIfAborted()
  let leave: (() => void) | undefined
  const left = new Promise<never>((_, reject) => {
    leave = () => reject(signal.reason)
    signal.addEventListener('abort', leave, { once: true })
  })
  try {
    return await Promise.race([run(signal), left])
  } finally {
    if (leave !== undefined) signal.removeEventListener('abort', leave)
  }
}
