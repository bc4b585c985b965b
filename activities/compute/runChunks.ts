import { setMaxListeners } from 'node:events'
import type { ComputePool } from './computePool.js'
import type { ComputeInput, ComputeOutput, ComputeTaskName } from './tasks.js'

/**
 * Run one task on many inputs, as many at a time as the pool has threads, and return the results in the order of the inputs.
 *
 * The first failure ends the others.
 *
 * @throws what the first task to fail throws, or the signal's reason.
 */
export async function runChunks<N extends ComputeTaskName>({
  pool,
  name,
  inputs,
  signal,
}: {
  readonly pool: ComputePool
  readonly name: N
  readonly inputs: readonly ComputeInput<N>[]
  readonly signal?: AbortSignal | undefined
}): Promise<ComputeOutput<N>[]> {
  signal?.throwIfAborted()
  const controller = new AbortController()
  // Every chunk listens.
  setMaxListeners(0, controller.signal)
  const onAbort = () => controller.abort(signal?.reason)
  signal?.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.all(inputs.map((input) => pool.run(name, input, { signal: controller.signal })))
  } catch (error) {
    controller.abort(error)
    throw error
  } finally {
    signal?.removeEventListener('abort', onAbort)
  }
}
