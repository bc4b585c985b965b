import {
  type ClientConfigProfile,
  type ClientConnectConfig,
  loadClientConfigProfile,
  toClientOptions,
} from '@temporalio/envconfig'
import { environment } from './environment.js'
import type { TemporalConfig } from './temporalConfig.js'
import { TemporalSettingsInvalid } from './errors.js'

/** How to connect to Temporal. */
export interface TemporalConnection {
  readonly address: string
  readonly namespace: string
  /** For `Connection.connect` and `NativeConnection.connect`. May hold a key: never printed. */
  readonly connectionOptions: ClientConnectConfig['connectionOptions']
}

/** Variables that switch something on or off. Temporal's library takes every spelling but two for "off". */
const SWITCHES = ['TEMPORAL_TLS', 'TEMPORAL_TLS_DISABLE_HOST_VERIFICATION']
const LOOPBACK = /^(127(?:\.\d{1,3}){3}|localhost|\[::1\]):\d+$/i

/**
 * Resolve the Temporal server: the environment (TEMPORAL_ADDRESS, _NAMESPACE, _API_KEY, _TLS…, as every Temporal tool reads
 * it), then a profile file that TEMPORAL_PROFILE or TEMPORAL_CONFIG_FILE names, then the configuration.
 *
 * A profile file that lies in the home folder is not read unasked: which server a market runs on must not depend on it.
 *
 * @throws {TemporalSettingsInvalid} when a switch is spelt otherwise than true or false, the profile file cannot be read, an API key fits no header, or one would leave
 *   this machine without TLS
 */
export function temporalConnection(config: Pick<TemporalConfig, 'address' | 'namespace'>): TemporalConnection {
  for (const name of SWITCHES) assertSwitch(name)
  const profile = readProfile()
  const address = profile.address ?? config.address
  const namespace = profile.namespace ?? config.namespace
  const { connectionOptions } = toClientOptions({ ...profile, address, namespace })
  const { apiKey, tls } = connectionOptions
  if (typeof apiKey === 'string' && !/^[\x20-\x7e]+$/.test(apiKey)) {
    // The client would quote it whole.
    throw new TemporalSettingsInvalid(
      'The API key of Temporal holds a line break or another character that no header can carry.',
      'Set TEMPORAL_API_KEY (or `api_key` of the profile) to the key alone, as the server gave it.',
    )
  }
  const isInTheClear = tls === undefined || tls === null || tls === false
  if (apiKey !== undefined && isInTheClear && !LOOPBACK.test(address)) {
    throw new TemporalSettingsInvalid(
      `The API key of Temporal would go to ${address} without TLS, readable for everybody on the way.`,
      'Remove TEMPORAL_TLS=false (or `disabled = true` of the profile): with an API key, TLS is on by itself.',
    )
  }
  return { address, namespace, connectionOptions: { ...connectionOptions, address } }
}

function assertSwitch(name: string): void {
  const value = process.env[name]
  if (value === undefined || /^(true|false|1|0)$/.test(value)) return
  throw new TemporalSettingsInvalid(
    value.trim() === '' ? `${name} is set, and empty.` : `${name} is neither true nor false.`,
    `Write ${name}=true or ${name}=false in small letters, or unset it: Temporal takes any other spelling for false.`,
  )
}

function readProfile(): ClientConfigProfile {
  const isFileNamed = environment('TEMPORAL_PROFILE') !== undefined || environment('TEMPORAL_CONFIG_FILE') !== undefined
  try {
    return loadClientConfigProfile({ disableFile: !isFileNamed })
  } catch (cause) {
    // The library reads on in an empty file as if it held something.
    const reason = cause instanceof TypeError ? 'it is empty, or holds no profile' : reasonOf(cause)
    const file = environment('TEMPORAL_CONFIG_FILE')
    throw new TemporalSettingsInvalid(
      `Temporal's settings${file === undefined ? '' : ` (${file})`} cannot be read: ${reason.replace(/\.$/, '')}.`,
      'Correct the file and the profile that TEMPORAL_CONFIG_FILE and TEMPORAL_PROFILE name, or unset both.',
    )
  }
}

/** The first line of an error's message: below it a TOML parser quotes lines of the file, which may hold the API key. */
function reasonOf(error: unknown): string {
  const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
  const line = error instanceof Error && 'line' in error && typeof error.line === 'number' ? ` (line ${error.line})` : ''
  return `${first}${line}`
}
