import { PlimsollError } from '../../../core/errors/plimsollError.js'

/** A venue refuses more requests for now. */
export class SourceRateLimited extends PlimsollError {
  readonly code = 'SOURCE_RATE_LIMITED'
  override readonly retryable = true
  /** How long the venue asks to wait, in milliseconds; null where it does not say. */
  readonly retryAfterMs: number | null

  constructor(source: string, details: string, retryAfterMs: number | null) {
    super({
      shortMessage: `The source "${source}" refuses more requests for now: ${details}.`,
      metaMessages: [
        retryAfterMs === null
          ? 'Wait a minute before the next request.'
          : `Wait ${Math.ceil(retryAfterMs / 1_000)} s before the next request.`,
        'If it happens often, run less often or from fewer processes at one address.',
      ],
    })
    this.retryAfterMs = retryAfterMs
  }
}
