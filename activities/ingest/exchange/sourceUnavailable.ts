import { PlimsollError } from '../../../core/errors/plimsollError.js'

/** A venue cannot be reached, or says that it cannot serve at the moment. */
export class SourceUnavailable extends PlimsollError {
  readonly code = 'SOURCE_UNAVAILABLE'
  override readonly retryable = true

  /** @param details - what was seen, without URLs. */
  constructor(source: string, details: string) {
    super({
      shortMessage: `The source "${source}" is unavailable: ${details}.`,
      metaMessages: ['Try again later; check the network and any proxy between here and the venue.'],
    })
  }
}
