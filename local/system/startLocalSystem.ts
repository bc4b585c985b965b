import { access, copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from '@temporalio/client'
import type { EvidenceStore } from '../../activities/evidence/evidenceStore.js'
import { openEvidence } from '../../activities/evidence/openEvidence.js'
import type { MarketEntry } from '../../config/configSchema.js'
import { environment } from '../../config/environment.js'
import { type LoadedConfig, loadConfig } from '../../config/loadConfig.js'
import { parse } from '../../core/schemas/parse.js'
import { closableConnection } from '../../client/closableConnection.js'
import { connectTemporal } from '../../client/connectTemporal.js'
import { SEARCH_ATTRIBUTES } from '../../worker/searchAttributes.js'
import { QUEUE_KINDS } from '../../workflows/queues.js'
import { type StartWorkerOptions, startWorker } from '../../worker/startWorker.js'
import { startAnvil } from '../chain/startAnvil.js'
import { type LocalChainClient, testClient } from '../chain/testClient.js'
import { assertLocalContracts } from '../localContracts.js'
import { type LocalDeployment, localDeploymentSchema } from '../localDeployment.js'
import { projectRoot } from '../process/projectRoot.js'
import { savedMarket } from '../savedMarket.js'
import { resolveTemporal } from '../temporal/resolveTemporal.js'
import { type StartTemporalOptions, startTemporal } from '../temporal/startTemporal.js'
import { envFile, variablesOf } from './environmentFile.js'
import { referencePrices } from './referencePrices.js'
import { writeRunConfig } from './writeRunConfig.js'

/** How to start a whole system on this machine. */
export interface LocalSystemOptions {
  /** Absolute path: chain state, Temporal's database, evidence and configuration live and die together here. */
  readonly runFolder: string
  /** Absolute path of Plimsoll's cache folder. */
  readonly cacheFolder: string
  /** Absolute path of the configuration that the run's own is written from; `examples/local.yaml` by default. */
  readonly template?: string | undefined
  /** Instant that a new chain starts at, ISO 8601. A folder that holds a chain goes on from there. */
  readonly asOf: string
  readonly say?: (line: string) => void
  /** Whether to leave out Temporal's own web interface. */
  readonly isHeadless: boolean
  /** Whether Temporal and the chain keep their state in memory only. */
  readonly isInMemory?: boolean
  readonly ports?: {
    readonly chain?: number | undefined
    readonly temporal?: number | undefined
    readonly ui?: number | undefined
  }
  /** Whether to run a worker in this process; true by default. */
  readonly hasWorker?: boolean
  /** Temporal's dynamic configuration. */
  readonly dynamicConfig?: StartTemporalOptions['dynamicConfig']
  /** How often a waiting activity asks the chain (200 ms by default), and the market's other ways with transactions. */
  readonly pollInterval?: string
  readonly bumpFeeAfter?: string
  readonly confirmations?: number
  /** Keys of the market's `models` that this run sets. */
  readonly models?: Readonly<Record<string, number>>
  /** How many borrowers a new chain has; 80 by default. */
  readonly borrowers?: number
  readonly tuning?: StartWorkerOptions['tuning']
  readonly compute?: StartWorkerOptions['compute']
  readonly killPoint?: (name: string) => void
  /** Gives the start up: what was started is stopped. Nothing once the system runs. */
  readonly signal?: AbortSignal | undefined
}

/** A running local system. */
export interface LocalSystem {
  readonly runFolder: string
  readonly configFile: string
  readonly loaded: LoadedConfig
  readonly evidence: EvidenceStore
  readonly deployment: LocalDeployment
  readonly rpcUrl: string
  readonly chain: LocalChainClient
  readonly temporalAddress: string
  /** Undefined when headless or when the server is not ours. */
  readonly temporalUiUrl: string | undefined
  readonly client: Client
  /** Variables that the configuration names, as `env.sh` sets them. The keys are the public development ones. */
  readonly variables: Readonly<Record<string, string>>
  /** Stop worker, chain and Temporal in this order; their state is written. */
  readonly stop: () => Promise<void>
}

/**
 * Start Temporal, a chain with Aave, Safe, timelock and borrowers, and a worker, all on loopback.
 *
 * A run folder that was used before is gone on with: same chain, same workflows, same evidence.
 *
 * @throws {LocalContractsMissing} when the contracts of a new chain are not installed
 * @throws {TemporalServerUnavailable} when no Temporal server is to be had
 * @throws {TemporalUnreachable} when TEMPORAL_ADDRESS names a server that does not answer
 * @throws {PortUnavailable} when a port that was asked for is in use
 * @throws the signal's reason when the start was given up
 */
export async function startLocalSystem(options: LocalSystemOptions): Promise<LocalSystem> {
  const { runFolder, say = () => {}, signal } = options
  const stops: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end()
  }
  try {
    // Before anything is started or downloaded.
    if (!(await exists(join(runFolder, 'deployment.json')))) await assertLocalContracts()
    const temporal = await temporalFor(options, stops)
    signal?.throwIfAborted()
    const stateFile = join(runFolder, 'chain.json')
    const deployment = await deploymentFor(options, stateFile)
    signal?.throwIfAborted()
    const chain = await startAnvil({
      stateFile,
      isKept: options.isInMemory !== true,
      ...(options.ports?.chain === undefined ? {} : { port: options.ports.chain }),
    })
    stops.push(chain.stop)
    signal?.throwIfAborted()
    say(`Chain: Aave v3.6, Safe and timelock at ${chain.rpcUrl} (chain id ${chain.chainId}).`)

    const configFile = await writeRunConfig({
      template: options.template ?? templateFile(),
      runFolder,
      deployment,
      temporalAddress: temporal.address,
      chain: {
        pollInterval: options.pollInterval ?? '200ms',
        ...(options.bumpFeeAfter === undefined ? {} : { bumpFeeAfter: options.bumpFeeAfter }),
        ...(options.confirmations === undefined ? {} : { confirmations: options.confirmations }),
      },
      models: options.models ?? {},
    })
    const variables = variablesOf(chain.rpcUrl, temporal.address)
    await writeFile(join(runFolder, 'env.sh'), envFile(configFile, variables), { mode: 0o600 })
    const loaded = await loadConfig(configFile)

    const { connection, close } = closableConnection({ address: temporal.address })
    stops.push(close)
    await connection.ensureConnected()
    signal?.throwIfAborted()
    const client = new Client({ connection, namespace: loaded.config.temporal.namespace })
    if (options.hasWorker !== false) {
      const worker = await startWorker({
        loadedConfig: loaded,
        kinds: QUEUE_KINDS,
        environment: (name) => variables[name] ?? environment(name),
        ...(options.tuning === undefined ? {} : { tuning: options.tuning }),
        ...(options.compute === undefined ? {} : { compute: options.compute }),
        ...(options.killPoint === undefined ? {} : { killPoint: options.killPoint }),
      })
      stops.push(worker.close)
      signal?.throwIfAborted()
      say('Worker: listening for workflows.')
    }
    return {
      runFolder,
      configFile,
      loaded,
      evidence: openEvidence(loaded.config.evidence, { baseDir: loaded.baseDir, environment }).evidence,
      deployment,
      rpcUrl: chain.rpcUrl,
      chain: testClient(chain.rpcUrl),
      temporalAddress: temporal.address,
      temporalUiUrl: temporal.uiUrl,
      client,
      variables,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The configuration that every local run is written from. */
export function templateFile(): string {
  return join(projectRoot(), 'examples', 'local.yaml')
}

async function temporalFor(
  { runFolder, cacheFolder, say = () => {}, isHeadless, isInMemory, ports, dynamicConfig, signal }: LocalSystemOptions,
  stops: (() => Promise<void>)[],
): Promise<{ address: string; uiUrl: string | undefined }> {
  const resolved = await resolveTemporal({ address: environment('TEMPORAL_ADDRESS'), cacheFolder, say, signal })
  if (resolved.kind === 'address') {
    // Before a chain is started for a server that is not there.
    await (await connectTemporal({ address: resolved.address, namespace: 'default' })).close()
    return { address: resolved.address, uiUrl: undefined }
  }
  const temporal = await startTemporal({
    binary: resolved.path,
    headless: isHeadless,
    searchAttributes: SEARCH_ATTRIBUTES,
    ...(dynamicConfig === undefined ? {} : { dynamicConfig }),
    ...(isInMemory === true ? {} : { dbFile: join(runFolder, 'temporal.db') }),
    ...(ports?.temporal === undefined ? {} : { port: ports.temporal }),
    ...(ports?.ui === undefined ? {} : { uiPort: ports.ui }),
  })
  stops.push(temporal.stop)
  return { address: temporal.address, uiUrl: temporal.uiUrl }
}

async function deploymentFor(
  { runFolder, cacheFolder, template = templateFile(), asOf, borrowers, say, signal }: LocalSystemOptions,
  stateFile: string,
): Promise<LocalDeployment> {
  const file = join(runFolder, 'deployment.json')
  if (await exists(file)) return parse(localDeploymentSchema, JSON.parse(await readFile(file, 'utf8')), 'Deployment of this run')
  const loaded = await loadConfig(template)
  const pricesUsd = await referencePrices(onlyMarket(loaded).market, loaded.baseDir, asOf)
  const saved = await savedMarket(
    { asOfSeconds: Date.parse(asOf) / 1_000, pricesUsd, ...(borrowers === undefined ? {} : { borrowers }) },
    { cacheFolder, signal, ...(say === undefined ? {} : { say }) },
  )
  await saved.copyTo(stateFile)
  // Last of all: its presence says that the chain's state is there too.
  await writeFile(`${file}.tmp`, `${JSON.stringify(saved.deployment, null, 2)}\n`)
  await copyFile(`${file}.tmp`, file)
  return saved.deployment
}

/** Take the one market of a local configuration. */
export function onlyMarket({ config }: LoadedConfig): MarketEntry {
  const [entry] = config.markets
  if (entry === undefined) throw new Error('the schema demands at least one market')
  return entry
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
