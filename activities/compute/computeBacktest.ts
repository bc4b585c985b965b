import { setMaxListeners } from 'node:events'
import { type BacktestInput, type BacktestProgress, judgeReplay } from '../../models/backtest/backtestMarket.js'
import type { BacktestResult } from '../../models/backtest/backtestResult.js'
import { decisionTimes } from '../../models/backtest/decisionTimes.js'
import { snapshotAt } from '../../models/backtest/snapshotAt.js'
import { type Decision, type ReplayStep, startReplay } from '../../models/backtest/startReplay.js'
import type { ComputePool } from './computePool.js'
import { runChunks } from './runChunks.js'

/** Decisions whose forecasts are computed before it is their turn: enough to keep many threads busy, few enough to hold in memory. */
const LOOK_AHEAD = 16

/**
 * Backtest on a compute pool: forecasts know nothing of what the policy did before, so those of many days are computed side by side, and the
 * decisions follow one after the other.
 *
 * Bit for bit what `backtestMarket` says, whatever the number of threads.
 *
 * @param onProgress - told after each decision.
 * @throws as `backtestMarket`; the signal's reason when it is aborted.
 */
export async function computeBacktest({
  compute,
  input,
  onProgress = () => {},
  signal,
}: {
  readonly compute: ComputePool
  readonly input: BacktestInput
  readonly onProgress?: (progress: BacktestProgress) => void
  readonly signal?: AbortSignal | undefined
}): Promise<BacktestResult> {
  const times = decisionTimes(input)
  const decide = startReplay(input)
  const controller = new AbortController()
  const stop = signal === undefined ? controller.signal : AbortSignal.any([signal, controller.signal])
  // Every decision ahead listens.
  setMaxListeners(0, stop)
  const ahead: Promise<Decision>[] = []
  const steps: ReplayStep[] = []
  try {
    for (const [i, atMs] of times.entries()) {
      while (ahead.length < LOOK_AHEAD && i + ahead.length < times.length) {
        const decision = prepare(compute, input, times[i + ahead.length] as number, stop)
        // Its failure is thrown where it is awaited. Node would end the process before that, at an unhandled rejection.
        decision.catch(() => {})
        ahead.push(decision)
      }
      steps.push(decide(await (ahead.shift() as Promise<Decision>)))
      onProgress({ step: i + 1, steps: times.length, atMs })
    }
  } finally {
    controller.abort()
  }
  return judgeReplay(input, steps)
}

async function prepare(compute: ComputePool, input: BacktestInput, atMs: number, signal: AbortSignal): Promise<Decision> {
  const snapshot = snapshotAt(input, atMs)
  const inputs = snapshot.assets.map((data) => ({ data, models: input.models }))
  const found = await runChunks({ pool: compute, name: 'assetForecast', inputs, signal })
  return {
    atMs,
    snapshot,
    forecasts: new Map(snapshot.assets.map(({ asset }, i) => [asset, found[i] as (typeof found)[number]])),
  }
}
