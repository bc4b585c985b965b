import { closestNames } from '../core/closestNames.js'
import { PlimsollError } from '../core/errors/plimsollError.js'

/** A name on the command line is no benchmark's. */
export class UnknownBenchmark extends PlimsollError {
  readonly code = 'UNKNOWN_BENCHMARK'
  readonly kind = 'usage'

  constructor(
    readonly benchmark: string,
    known: readonly string[],
  ) {
    const meant = closestNames(benchmark, known)
    super({
      shortMessage: `There is no benchmark "${benchmark}".`,
      metaMessages: [
        ...(meant.length === 0 ? [] : [`Did you mean ${meant.join(', ')}?`]),
        `There are: ${known.join(', ')}. Without a name all are run.`,
      ],
    })
  }
}
