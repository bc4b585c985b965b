import picocolors from 'picocolors'
import type { LoadedConfig } from '../config/loadConfig.js'
import type { ConnectedTemporal } from '../worker/runtime/connectTemporal.js'
import type { Environment } from '../worker/runtime/marketRuntimes.js'
import type { Terminal } from './terminal.js'

/** Options that every command takes. */
export interface GlobalOptions {
  readonly config?: string
  readonly json?: boolean
  readonly verbose?: boolean
  /** False after `--no-color`. */
  readonly color?: boolean
}

/** One run of the command line: its options, its connections, and the secrets that must not appear in what it prints. */
export interface Session {
  readonly terminal: Terminal
  readonly environment: Environment
  readonly options: GlobalOptions
  readonly colors: ReturnType<typeof picocolors.createColors>
  /** Values that are redacted from every text. */
  readonly secrets: readonly string[]
  readonly keepSecret: (value: string) => void
  /** Tell a person something beside the result: always on stderr. */
  readonly note: (line: string) => void
  /** Read the configuration once. */
  readonly load: () => Promise<LoadedConfig>
  /** Connect to Temporal once; `close` ends the connection. */
  readonly connect: () => Promise<ConnectedTemporal>
  readonly close: () => Promise<void>
}

/** Path of the configuration where neither `--config` nor PLIMSOLL_CONFIG names one. */
export const DEFAULT_CONFIG = './plimsoll.yaml'

/** Begin a session with parsed options. */
export function createSession(terminal: Terminal, environment: Environment, options: GlobalOptions): Session {
  const secrets: string[] = []
  let loading: Promise<LoadedConfig> | undefined
  let connecting: Promise<ConnectedTemporal> | undefined
  const hasColors = terminal.isOutTty && options.json !== true && options.color !== false && environment('NO_COLOR') === undefined

  // Loaded when they are needed: `--help` and a wrong option must not wait for them.
  const read = async () => {
    const [{ loadConfig }, { knownSecrets }] = await Promise.all([
      import('../config/loadConfig.js'),
      import('../worker/runtime/knownSecrets.js'),
    ])
    const loaded = await loadConfig(options.config ?? environment('PLIMSOLL_CONFIG') ?? DEFAULT_CONFIG)
    secrets.push(...knownSecrets(loaded, environment))
    return loaded
  }
  const load = () => {
    loading ??= read()
    return loading
  }
  const dial = async () => {
    const { config } = await load()
    const { connectTemporal } = await import('../worker/runtime/connectTemporal.js')
    return connectTemporal(config.temporal)
  }
  return {
    terminal,
    environment,
    options,
    colors: picocolors.createColors(hasColors),
    secrets,
    keepSecret: (value) => void secrets.push(value),
    note: (line) => terminal.writeErr(`${line}\n`),
    load,
    connect: () => {
      connecting ??= dial()
      return connecting
    },
    close: async () => {
      const connected = await connecting?.catch(() => undefined)
      await connected?.close()
    },
  }
}
