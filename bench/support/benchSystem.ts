import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cacheDir } from '../../config/environment.js'
import { loadConfig } from '../../config/loadConfig.js'
import { referencePrices } from '../../local/system/referencePrices.js'
import { type LocalSystem, onlyMarket, startLocalSystem } from '../../local/system/startLocalSystem.js'
import { DEFAULT_AS_OF } from '../../local/up/localUp.js'
import { runRecalibration } from '../../client/recalibrations.js'
import type { RecalibrationResult } from '../../workflows/recalibration/recalibrationWorkflow.js'
import { useSyntheticSources } from './syntheticSources.js'
import { startWorkerProcess, type WorkerProcess } from './workerProcess.js'

/** Daily bars of each of the four assets. */
export const HISTORY_DAYS = 1_500

/** Short, so that the waits of a proposal that was terminated end within a second and do not load the next sample. */
const WAIT_HEARTBEAT = '1s'

/** A whole system on real components, its worker in a process of its own, its market data generated and labelled so. */
export interface BenchSystem {
  readonly system: LocalSystem
  /** Run one recalibration by hand, as `plimsoll recalibrate` does. */
  readonly recalibrate: () => Promise<RecalibrationResult>
  /** @see WorkerProcess.stop */
  readonly stopWorker: WorkerProcess['stop']
  /** Stop everything and remove its folder. */
  readonly stop: () => Promise<void>
}

/** Start Temporal (in memory), chain, contracts and worker with 4 assets of 1,500 days from two sources. */
export async function startBenchSystem(): Promise<BenchSystem> {
  const runFolder = await mkdtemp(join(tmpdir(), 'plimsoll-bench-'))
  const stops: (() => Promise<unknown>)[] = [() => rm(runFolder, { recursive: true, force: true })]
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end()
  }
  try {
    const system = await startLocalSystem({
      runFolder,
      cacheFolder: cacheDir(),
      asOf: DEFAULT_AS_OF,
      isHeadless: true,
      isInMemory: true,
      hasWorker: false,
      say: (line) => console.error(`  ${line}`),
    })
    stops.push(system.stop)
    const { market } = onlyMarket(system.loaded)
    const pricesUsd = await referencePrices(market, system.loaded.baseDir, DEFAULT_AS_OF)
    await useSyntheticSources(system.configFile, { pricesUsd, historyDays: HISTORY_DAYS })
    const loaded = await loadConfig(system.configFile)
    const worker = await startWorkerProcess(system.configFile, system.variables)
    stops.push(worker.stop)
    const { taskQueue, timeouts } = loaded.config.temporal
    const wait = { ...timeouts.wait, heartbeat: WAIT_HEARTBEAT }
    const recalibrate = async () => {
      const input = { market: market.id, isDryRun: false, timeouts: { ...timeouts, wait }, catchUpWindow: '1d' }
      return (await runRecalibration({ client: system.client, taskQueue, startedAt: new Date(), input })).result
    }
    return { system: { ...system, loaded }, recalibrate, stopWorker: worker.stop, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
