import { PlimsollError } from '../../core/errors/plimsollError.js'

/** No way led to a Temporal server on this machine. */
export class TemporalServerUnavailable extends PlimsollError {
  readonly code = 'TEMPORAL_SERVER_UNAVAILABLE'

  constructor(readonly attempts: readonly string[]) {
    super({
      shortMessage: `No Temporal server could be had: ${attempts.length} ways were tried.`,
      metaMessages: [
        ...attempts.map((attempt) => `- ${attempt}`),
        'Remedies, any one of them:',
        '- set TEMPORAL_ADDRESS=host:port to use a server that runs already;',
        '- install the Temporal CLI (https://docs.temporal.io/cli#install) so that `temporal` is on the PATH;',
        '- connect this machine to the internet once, so that the CLI can be downloaded;',
        '- install Go 1.24 or newer (https://go.dev/dl), so that the CLI can be built from its sources.',
      ],
    })
  }
}
