import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A compute thread was asked for a task that its registry lacks: it runs another version of the code than its caller. */
export class UnknownComputeTask extends PlimsollError {
  readonly code = 'UNKNOWN_COMPUTE_TASK'

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
