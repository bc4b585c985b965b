import { dirname } from 'node:path'
import { Connection } from '@temporalio/client'
import { makeFolder } from '../../activities/process/makeFolder.js'
import { ProcessDidNotStart, type TetheredProcess } from '../../activities/process/spawnTethered.js'
import { freePort } from '../process/freePort.js'
import { spawnExclusive } from '../process/spawnExclusive.js'

const answerTimeoutMs = 20_000
const pollMs = 50

/** Types of search attributes, as the CLI names them. */
export type SearchAttributeType = 'Keyword' | 'Text' | 'Datetime' | 'Int' | 'Bool' | 'Double'

/** How to start a Temporal development server. */
export interface StartTemporalOptions {
  /** The CLI: absolute path, or a name on the PATH. */
  readonly binary: string
  /** Absolute path of the database; in memory without it. */
  readonly dbFile?: string
  /** Whether to leave out Temporal's own web interface. */
  readonly headless: boolean
  /** TCP port on 127.0.0.1; free by default. */
  readonly port?: number
  /** TCP port of the web interface; free by default. */
  readonly uiPort?: number
  readonly namespace?: string
  /** The server's dynamic configuration, by key: JSON values. For tests of its limits. */
  readonly dynamicConfig?: Readonly<Record<string, string | number | boolean>>
  /** Every search attribute that workflows use: passing any replaces the server's default custom ones. */
  readonly searchAttributes: Readonly<Record<string, SearchAttributeType>>
}

/** A running Temporal development server. */
export interface LocalTemporal {
  /** Process id of the server's tether. */
  readonly pid: number
  /** host:port of the gRPC front end. */
  readonly address: string
  readonly namespace: string
  /** Undefined when headless. */
  readonly uiUrl: string | undefined
  readonly stop: () => Promise<void>
}

/**
 * Start a Temporal development server on loopback and wait until it and the namespace answer.
 *
 * @throws {AlreadyRunning} when another server uses the database.
 * @throws {PortUnavailable} when a port that was asked for is in use.
 * @throws {ProcessDidNotStart} when it exits, or does not answer within 20 s.
 */
export async function startTemporal(options: StartTemporalOptions): Promise<LocalTemporal> {
  const { binary, dbFile, headless, namespace = 'default', searchAttributes, dynamicConfig = {} } = options
  const port = await freePort(options.port, 'the Temporal server')
  const uiPort = headless ? undefined : await freePort(options.uiPort, "Temporal's web interface")
  if (dbFile !== undefined) await makeFolder(dirname(dbFile))

  const server = await spawnExclusive({
    name: 'temporal server start-dev',
    pidFile: dbFile === undefined ? undefined : `${dbFile}.pid`,
    command: binary,
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--namespace', namespace],
      ...['--log-level', 'error', '--color', 'never'],
      ...(uiPort === undefined ? ['--headless'] : ['--ui-ip', '127.0.0.1', '--ui-port', String(uiPort)]),
      ...(dbFile === undefined ? [] : ['--db-filename', dbFile]),
      ...Object.entries(dynamicConfig).flatMap(([key, value]) => ['--dynamic-config-value', `${key}=${JSON.stringify(value)}`]),
      ...Object.entries(searchAttributes).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
    ],
    ready: /Server:\s+\S+:\d+/,
  })
  const address = `127.0.0.1:${port}`
  try {
    await untilItAnswers(server, address, namespace)
  } catch (error) {
    await server.stop()
    throw error
  }
  const uiUrl = uiPort === undefined ? undefined : `http://127.0.0.1:${uiPort}`
  return { pid: server.pid, address, namespace, uiUrl, stop: server.stop }
}

async function untilItAnswers(server: TetheredProcess, address: string, namespace: string): Promise<void> {
  const deadline = Date.now() + answerTimeoutMs
  for (;;) {
    const error = await ask(address, namespace)
    if (error === undefined) return
    if (Date.now() > deadline) {
      throw new ProcessDidNotStart('temporal server start-dev', `it does not answer (${error.message})`, server.outputTail())
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
}

async function ask(address: string, namespace: string): Promise<Error | undefined> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: '2s' })
    try {
      await connection.workflowService.getSystemInfo({})
      await connection.workflowService.describeNamespace({ namespace })
    } finally {
      await connection.close()
    }
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
