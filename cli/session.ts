import picocolors from 'picocolors'
import type { OpenedEvidence } from '../activities/evidence/openEvidence.js'
import type { LoadedConfig } from '../config/loadConfig.js'
import type { ConnectedTemporal } from '../client/connectTemporal.js'
import type { Environment } from '../config/environment.js'
import type { Discretion } from './output/discretion.js'
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
  /** Of the program, as package.json has it. */
  readonly version: string
  readonly discretion: Discretion
  /** Tell a person something beside the result: always on stderr, long hashes shortened. */
  readonly note: (line: string) => void
  /** Show a person what was asked for beside the result, hashes whole: always on stderr. */
  readonly show: (lines: string) => void
  /** Read the configuration once. */
  readonly load: () => Promise<LoadedConfig>
  /** Open the configuration's evidence once. */
  readonly openEvidence: () => Promise<OpenedEvidence>
  /** Connect to Temporal once; `close` ends the connection. */
  readonly connect: () => Promise<ConnectedTemporal>
  readonly close: () => Promise<void>
}

/** Path of the configuration where neither `--config` nor PLIMSOLL_CONFIG names one. */
export const DEFAULT_CONFIG = './plimsoll.yaml'

/** Begin a session with parsed options. */
export function createSession(
  { terminal, environment, discretion, version }: Pick<Session, 'terminal' | 'environment' | 'discretion' | 'version'>,
  options: GlobalOptions,
): Session {
  let loading: Promise<LoadedConfig> | undefined
  let opening: Promise<OpenedEvidence> | undefined
  let connecting: Promise<ConnectedTemporal> | undefined
  const hasColors = terminal.isOutTty && options.json !== true && options.color !== false && environment('NO_COLOR') === undefined

  // Loaded when they are needed: `--help` and a wrong option must not wait for them.
  const read = async () => {
    const [{ loadConfig }, { knownSecrets }] = await Promise.all([
      import('../config/loadConfig.js'),
      import('../worker/runtime/knownSecrets.js'),
    ])
    const loaded = await loadConfig(options.config ?? environment('PLIMSOLL_CONFIG') ?? DEFAULT_CONFIG)
    for (const value of knownSecrets(loaded, environment)) discretion.keepSecret(value)
    discretion.publish(loaded.path)
    return loaded
  }
  const load = () => {
    loading ??= read()
    return loading
  }
  const open = async () => {
    const { config, baseDir } = await load()
    const { openEvidence } = await import('../activities/evidence/openEvidence.js')
    return openEvidence(config.evidence, { baseDir, environment })
  }
  const dial = async () => {
    const { config } = await load()
    const { connectTemporal } = await import('../client/connectTemporal.js')
    return connectTemporal(config.temporal)
  }
  return {
    terminal,
    environment,
    options,
    colors: picocolors.createColors(hasColors),
    version,
    discretion,
    note: (line) => terminal.writeErr(`${discretion.message(line)}\n`),
    show: (lines) => terminal.writeErr(`${lines}\n`),
    load,
    openEvidence: () => {
      opening ??= open()
      return opening
    },
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
