import { CancellationScope, sleep } from '@temporalio/workflow'

/** Pauses after faults that a person must mend: short enough to be noticed mended, long enough for a short history. */
export const WATCH_PAUSE = '1m'
/** @see WATCH_PAUSE */
export const RETRY_PAUSE = '5m'

/** Waits of a proposal that is not at work meanwhile: a new run may cut them short. */
export interface Pauses {
  /** @throws {CancelledFailure} when it is cut short */
  readonly pause: (duration: typeof WATCH_PAUSE | typeof RETRY_PAUSE) => Promise<void>
  /** Pauses that last now. */
  readonly count: () => number
  /** End every pause that lasts now. */
  readonly cutShort: () => void
}

/** Make the pauses of one run. */
export function createPauses(): Pauses {
  let scope = new CancellationScope()
  let pausing = 0
  return {
    pause: async (duration) => {
      pausing += 1
      try {
        await scope.run(() => sleep(duration))
      } finally {
        pausing -= 1
      }
    },
    count: () => pausing,
    cutShort: () => {
      scope.cancel()
      scope = new CancellationScope()
    },
  }
}
