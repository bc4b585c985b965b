import type { ComputeInput, ComputeOutput, ComputeTaskName } from './tasks.js'

/** Runs the heavy mathematics; which implementation it is never changes a number. */
export interface ComputePool {
  /**
   * Run a task.
   *
   * @throws the task's error: `code`, `shortMessage`, `metaMessages` and `issues` are the same wherever it ran.
   * @throws {ComputePoolClosed} when the pool was closed before the task ended.
   * @throws the signal's reason when it is aborted before the task ends.
   */
  run<N extends ComputeTaskName>(
    name: N,
    input: ComputeInput<N>,
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<ComputeOutput<N>>
  /** End what runs, and every thread; may be called again. */
  close(): Promise<void>
}
