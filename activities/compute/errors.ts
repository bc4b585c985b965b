import { PlimsollError } from '../../core/errors/plimsollError.js'

/** The compiled program of the compute threads is not there. */
export class ComputeEntryMissing extends PlimsollError {
  readonly code = 'COMPUTE_ENTRY_MISSING'
  readonly kind = 'run'

  constructor(readonly entry: string) {
    super({
      shortMessage: `The program of the compute threads is missing: ${entry}.`,
      metaMessages: ['Compile the sources (npm run build), or install Plimsoll again.'],
    })
  }
}

/** A task was given to a compute pool that is closed, or was running when it was closed. */
export class ComputePoolClosed extends PlimsollError {
  readonly code = 'COMPUTE_POOL_CLOSED'
  readonly kind = 'run'
  override readonly retryable = true

  constructor(readonly task: string) {
    super({
      shortMessage: `The task "${task}" was not computed: the pool of threads is closed.`,
      metaMessages: ['This process is stopping; another one, or this one started again, can compute it.'],
    })
  }
}

/** A compute thread was asked for a task that its registry lacks: it runs another version of the code than its caller. */
export class UnknownComputeTask extends PlimsollError {
  readonly code = 'UNKNOWN_COMPUTE_TASK'
  readonly kind = 'run'

  constructor(
    readonly task: string,
    known: readonly string[],
  ) {
    super({
      shortMessage: `A compute thread knows no task "${task}".`,
      metaMessages: [
        `It knows: ${known.join(', ')}.`,
        'Compile the sources (npm run build) and start again: the threads run what is compiled.',
      ],
    })
  }
}
