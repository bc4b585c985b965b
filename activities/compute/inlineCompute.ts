import { ComputePoolClosed } from './errors.js'
import type { ComputePool } from './computePool.js'
import { COMPUTE_TASKS, type ComputeInput, type ComputeOutput, type ComputeTaskName } from './tasks.js'

/** Make a compute pool that runs every task at once in the calling thread, which is blocked meanwhile. */
export function inlineCompute(): ComputePool {
  let isClosed = false
  return {
    async run<N extends ComputeTaskName>(name: N, input: ComputeInput<N>, { signal }: { signal?: AbortSignal | undefined } = {}) {
      if (isClosed) throw new ComputePoolClosed(name)
      signal?.throwIfAborted()
      const task = COMPUTE_TASKS[name] as (input: ComputeInput<N>) => ComputeOutput<N>
      return task(input)
    },
    async close() {
      isClosed = true
    },
  }
}
