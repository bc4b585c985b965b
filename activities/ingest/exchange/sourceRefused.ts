import { PlimsollError } from '../../../core/errors/plimsollError.js'

/** A venue answers that it will not serve the request: it would answer the same again. */
export class SourceRefused extends PlimsollError {
  readonly code = 'SOURCE_REFUSED'

  /** @param details - the venue's words, without URLs. */
  constructor(source: string, details: string) {
    super({
      shortMessage: `The source "${source}" refused the request: ${details}.`,
      metaMessages: [
        'The venue may be closed to this country or ask for an account: name another venue, or a proxy in baseUrlEnv.',
      ],
    })
  }
}
