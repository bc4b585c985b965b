import { PlimsollError } from '../../core/errors/plimsollError.js'

/** The Temporal server did not answer in time, or refused the connection. */
export class TemporalUnreachable extends PlimsollError {
  readonly code = 'TEMPORAL_UNREACHABLE'
  override readonly retryable = true

  constructor(
    readonly address: string,
    reason: string,
    cause?: unknown,
  ) {
    super({
      shortMessage: `The Temporal server at ${address} cannot be reached: ${reason}.`,
      metaMessages: [
        'Start one (`plimsoll local up` brings its own; `temporal server start-dev` is another way),',
        'or point temporal.address in the configuration, or the environment variable TEMPORAL_ADDRESS, at the one that runs.',
        'A cluster behind TLS or an API key takes TEMPORAL_TLS, TEMPORAL_TLS_CLIENT_CERT_PATH, TEMPORAL_TLS_CLIENT_KEY_PATH and TEMPORAL_API_KEY.',
      ],
      cause,
    })
  }
}

/** The Temporal server answers and has no namespace of the configured name. */
export class TemporalNamespaceMissing extends PlimsollError {
  readonly code = 'TEMPORAL_NAMESPACE_MISSING'

  constructor(
    readonly address: string,
    readonly namespace: string,
  ) {
    super({
      shortMessage: `The Temporal server at ${address} has no namespace "${namespace}".`,
      metaMessages: [
        `Create it (temporal operator namespace create --namespace ${namespace}), or correct temporal.namespace in the configuration`,
        'or the environment variable TEMPORAL_NAMESPACE, which comes first.',
      ],
    })
  }
}
