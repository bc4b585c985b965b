import { type ClientConnectConfig, loadClientConfigProfile, toClientOptions } from '@temporalio/envconfig'
import { environment } from './environment.js'
import type { TemporalConfig } from './temporalConfig.js'

/** How to connect to Temporal. */
export interface TemporalConnection {
  readonly address: string
  readonly namespace: string
  /** For `Connection.connect` and `NativeConnection.connect`. May hold a key: never printed. */
  readonly connectionOptions: ClientConnectConfig['connectionOptions']
}

/**
 * Resolve the Temporal server: the environment (TEMPORAL_ADDRESS, _NAMESPACE, _API_KEY, _TLS…, as every Temporal tool reads
 * it), then a profile file that TEMPORAL_PROFILE or TEMPORAL_CONFIG_FILE names, then the configuration.
 *
 * A profile file that lies in the home folder is not read unasked: which server a market runs on must not depend on it.
 */
export function temporalConnection(config: Pick<TemporalConfig, 'address' | 'namespace'>): TemporalConnection {
  const isFileNamed = environment('TEMPORAL_PROFILE') !== undefined || environment('TEMPORAL_CONFIG_FILE') !== undefined
  const profile = loadClientConfigProfile({ disableFile: !isFileNamed })
  const address = profile.address ?? config.address
  const namespace = profile.namespace ?? config.namespace
  const { connectionOptions } = toClientOptions({ ...profile, address, namespace })
  return { address, namespace, connectionOptions: { ...connectionOptions, address } }
}
