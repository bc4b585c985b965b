import { PlimsollError } from '../../../core/errors/plimsollError.js'

/** A venue answered something that is not what its API promises: an HTML page, a cut-off text, JSON of another shape. */
export class SourceAnswerUnreadable extends PlimsollError {
  readonly code = 'SOURCE_ANSWER_UNREADABLE'
  override readonly retryable: boolean
  readonly status: number | null

  /** @param found - what was answered, such as `an HTML page`. */
  constructor({ source, found, status }: { source: string; found: string; status: number | null }) {
    super({
      shortMessage: `The source "${source}" answered ${found} instead of market data${status === null ? '' : ` (HTTP status ${status})`}.`,
      metaMessages: [
        'A proxy, a log-in page or a block of this address may stand before the venue; check the base URL and the network.',
      ],
    })
    this.status = status
    this.retryable = status === null || status < 400 || status >= 500
  }
}
