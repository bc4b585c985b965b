import { Context } from '@temporalio/activity'
import type { ActivityDependencies } from '../dependencies.js'

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
