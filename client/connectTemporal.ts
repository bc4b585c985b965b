import { Client, type Connection, isGrpcServiceError } from '@temporalio/client'
import type { TemporalConfig } from '../config/temporalConfig.js'
import { temporalConnection } from '../config/temporalConnection.js'
import { PlimsollError } from '../core/errors/plimsollError.js'
import { closableConnection } from './closableConnection.js'

/** The Temporal server did not answer in time, or refused the connection. */
export class TemporalUnreachable extends PlimsollError {
  readonly code = 'TEMPORAL_UNREACHABLE'
  readonly kind = 'temporal'
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
class TemporalNamespaceMissing extends PlimsollError {
  readonly code = 'TEMPORAL_NAMESPACE_MISSING'
  readonly kind = 'temporal'

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

/** Where the configuration says that Temporal is. */
export type TemporalSettings = Pick<TemporalConfig, 'address' | 'namespace'>

/** Longest time in milliseconds until a server must have answered. */
const CONNECT_TIMEOUT_MS = 5_000
const NOT_FOUND = 5

/** A client's connection to Temporal. */
export interface ConnectedTemporal {
  readonly client: Client
  readonly connection: Connection
  readonly address: string
  readonly namespace: string
  readonly close: () => Promise<void>
}

/**
 * Connect a client to Temporal and make sure that the namespace is there. Takes 5 s at most.
 *
 * @param settings - where the configuration says that Temporal is; Temporal's environment variables come first
 * @throws {TemporalUnreachable} when nothing answers
 * @throws {TemporalNamespaceMissing} when the server has no such namespace
 */
export async function connectTemporal(settings: TemporalSettings): Promise<ConnectedTemporal> {
  const { address, namespace, connectionOptions } = temporalConnection(settings)
  const { connection, close } = closableConnection({ ...connectionOptions, connectTimeout: CONNECT_TIMEOUT_MS })
  try {
    await within(address, connection.ensureConnected(), async () => {})
  } catch (error) {
    // A connection that was never made goes on trying, and would keep the process alive.
    await close()
    throw error
  }
  try {
    await connection.withDeadline(Date.now() + CONNECT_TIMEOUT_MS, () =>
      connection.workflowService.describeNamespace({ namespace }),
    )
  } catch (error) {
    await close()
    if (isGrpcServiceError(error) && error.code === NOT_FOUND) throw new TemporalNamespaceMissing(address, namespace)
    throw new TemporalUnreachable(address, reasonOf(error), error)
  }
  return { client: new Client({ connection, namespace }), connection, address, namespace, close }
}

/**
 * Wait for a connection within the time limit.
 *
 * @param dispose - closes one that comes later
 * @throws {TemporalUnreachable} when there is none in time
 */
export async function within<T>(address: string, connecting: Promise<T>, dispose: (late: T) => Promise<void>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  let isLate = false
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      isLate = true
      reject(new TemporalUnreachable(address, `no answer within ${CONNECT_TIMEOUT_MS / 1_000} s`))
    }, CONNECT_TIMEOUT_MS)
  })
  connecting.then(
    (connection) => (isLate ? dispose(connection) : undefined),
    () => undefined,
  )
  try {
    return await Promise.race([connecting, timeout])
  } catch (error) {
    throw error instanceof TemporalUnreachable ? error : new TemporalUnreachable(address, reasonOf(error), error)
  } finally {
    clearTimeout(timer)
  }
}

function reasonOf(error: unknown): string {
  if (isGrpcServiceError(error)) return error.details
  const text = error instanceof Error ? error.message : String(error)
  return (text.split('\n')[0] ?? text).replace(/\.$/, '')
}
