import { Context } from '@temporalio/activity'

/**
 * Heartbeat in a long read, between its requests, and end the read where its attempt is over: one that was cancelled, or timed out and has a
 * successor, must not go on asking a node beside it.
 *
 * Never call it from a timer: nobody would catch what it throws.
 *
 * @throws {CancelledFailure} when the attempt was cancelled or has timed out, or its worker has stopped
 */
export function beat(): void {
  const context = Context.current()
  context.cancellationSignal.throwIfAborted()
  context.heartbeat()
}
