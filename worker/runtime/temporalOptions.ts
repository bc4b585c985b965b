import { loadClientConnectConfig } from '@temporalio/envconfig'
import type { NativeConnectionOptions } from '@temporalio/worker'
import { environment } from '../../config/environment.js'

/** Where Temporal is, as the configuration says. */
export interface TemporalSettings {
  /** host:port of the gRPC front end. */
  readonly address: string
  readonly namespace: string
}

/** How to connect: the configuration's settings with the environment's on top. */
export interface TemporalOptions {
  readonly address: string
  readonly namespace: string
  readonly connection: NativeConnectionOptions
}

/**
 * Lay Temporal's own environment variables (TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_TLS…) over the settings.
 *
 * A profile file is heeded only where TEMPORAL_CONFIG_FILE or TEMPORAL_PROFILE names one: a file that happens to lie in the home
 * folder must not send proposals to another cluster than the configuration says.
 *
 * @source https://docs.temporal.io/references/client-environment-configuration
 */
export function temporalOptions(settings: TemporalSettings): TemporalOptions {
  const isFileNamed = environment('TEMPORAL_CONFIG_FILE') !== undefined || environment('TEMPORAL_PROFILE') !== undefined
  const { connectionOptions, namespace } = loadClientConnectConfig({ disableFile: !isFileNamed })
  const address = connectionOptions.address ?? settings.address
  return { address, namespace: namespace ?? settings.namespace, connection: { ...connectionOptions, address } }
}
