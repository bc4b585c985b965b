import { PlimsollError } from '../../../core/errors/plimsollError.js'

/** A venue did not give a whole answer in time. */
export class SourceTimedOut extends PlimsollError {
  readonly code = 'SOURCE_TIMED_OUT'
  override readonly retryable = true
  readonly host: string

  constructor(source: string, host: string, timeoutMs: number) {
    super({
      shortMessage: `The source "${source}" did not answer within ${timeoutMs} ms (${host}).`,
      metaMessages: ["Try again, raise the source's timeout, or name another venue."],
    })
    this.host = host
  }
}
