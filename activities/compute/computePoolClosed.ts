import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A task was given to a compute pool that is closed, or was running when it was closed. */
export class ComputePoolClosed extends PlimsollError {
  readonly code = 'COMPUTE_POOL_CLOSED'
  override readonly retryable = true

  constructor(readonly task: string) {
    super({
      shortMessage: `The task "${task}" was not computed: the pool of threads is closed.`,
      metaMessages: ['This process is stopping; another one, or this one started again, can compute it.'],
    })
  }
}
