import type { Worker } from '@temporalio/worker'

/** Workers that run until they are stopped. */
export interface RunningWorkers {
  /** Resolves when all have stopped; rejects with the first one's failure, after the others were stopped. */
  readonly finished: Promise<void>
  /** Stop polling, let activities end within the grace time, and wait. */
  readonly stop: () => Promise<void>
}

/**
 * Start workers that live and die together.
 *
 * @param onStopping - called once they take no more work, whoever stopped them
 */
export function runWorkers(workers: readonly Worker[], onStopping: () => void = () => {}): RunningWorkers {
  const shutdown = () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown()
    onStopping()
  }
  const runs = workers.map((worker) =>
    worker.run().catch((error: unknown) => {
      shutdown()
      throw error
    }),
  )
  const finished = Promise.allSettled(runs).then((results) => {
    const failed = results.find((result) => result.status === 'rejected')
    if (failed !== undefined) throw failed.reason
  })
  return {
    finished,
    stop: async () => {
      shutdown()
      await finished
    },
  }
}
