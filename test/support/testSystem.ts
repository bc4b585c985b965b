import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inlineCompute } from '../../activities/compute/inlineCompute.js'
import { cacheDir } from '../../config/environment.js'
import { DEFAULT_AS_OF } from '../../local/up/localUp.js'
import { type LocalSystem, type LocalSystemOptions, onlyMarket, startLocalSystem } from '../../local/system/startLocalSystem.js'
import { runRecalibration } from '../../client/recalibrations.js'
import { quietRuntime } from '../../worker/runtime/quietRuntime.js'
import type { RecalibrationInput, RecalibrationResult } from '../../workflows/recalibration/recalibrationWorkflow.js'

/** A market that a recalibration and a simulation are done with in a fraction of the time: the same assets and prices, few borrowers, few draws. */
const SMALL = { borrowers: 12, models: { bandDraws: 20, scenarioCount: 500 } } as const
/** The market as `npm start` has it, for a suite that reads its figures. */
export const AS_STARTED = { borrowers: 80, models: {} } as const

/** Start a real system (Temporal in memory, chain, worker) with a small market in a temporary folder that `stop` removes. */
export async function startTestSystem(options: Partial<LocalSystemOptions> = {}): Promise<LocalSystem> {
  // Without a worker nothing would ever end the native runtime, and Jest would wait for it.
  if (options.hasWorker !== false) quietRuntime()
  const runFolder = options.runFolder ?? (await mkdtemp(join(tmpdir(), 'plimsoll-system-')))
  const system = await startLocalSystem({
    runFolder,
    cacheFolder: cacheDir(),
    asOf: DEFAULT_AS_OF,
    isHeadless: true,
    isInMemory: true,
    ...SMALL,
    // Threads run what is compiled; the tests run the sources.
    compute: inlineCompute(),
    tuning: { stickyQueueScheduleToStartTimeout: '200ms', shutdownGraceTime: '5s' },
    ...options,
  })
  return {
    ...system,
    stop: async () => {
      await system.stop()
      if (options.runFolder === undefined) await rm(runFolder, { recursive: true, force: true })
    },
  }
}

/** The input of a recalibration run by hand. */
export function recalibrationInput(system: LocalSystem, over: Partial<RecalibrationInput> = {}): RecalibrationInput {
  const { market } = onlyMarket(system.loaded)
  return { market: market.id, isDryRun: false, timeouts: system.loaded.config.temporal.timeouts, catchUpWindow: '1d', ...over }
}

/** Run a recalibration by hand and wait for its result. */
export async function recalibrate(system: LocalSystem, over: Partial<RecalibrationInput> = {}): Promise<RecalibrationResult> {
  const { result } = await runRecalibration({
    client: system.client,
    taskQueue: system.loaded.config.temporal.taskQueue,
    startedAt: new Date(),
    input: recalibrationInput(system, over),
  })
  return result
}
