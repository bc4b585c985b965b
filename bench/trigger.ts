import { setTimeout as sleep } from 'node:timers/promises'
import { listProposals } from '../client/proposals.js'
import { below, type Measure } from './measure.js'
import { median } from './median.js'
import { proposeUntilReady } from './support/proposeUntilReady.js'
import { type BenchSystem, HISTORY_DAYS, startBenchSystem } from './support/benchSystem.js'

const RUNS = 5
const POLL_MS = 20
/** In which the worker learns, by a heartbeat, that it waits for nothing. */
const SETTLE_MS = 2_000

/**
 * Time a recalibration from its trigger until its proposal takes the owners' signatures: 4 assets of 1,500 days from two sources, on
 * a real chain and a real Temporal server.
 *
 * One worker serves all runs, the first of which finds it cold; it is among the samples.
 */
export async function measure(): Promise<Measure[]> {
  const bench = await startBenchSystem()
  try {
    const samples: number[] = []
    for (let i = 0; i < RUNS; i++) samples.push(await secondsToReady(bench))
    const name = `trigger to ready-to-sign, 4 assets of ${HISTORY_DAYS} synthetic days (median of ${RUNS})`
    return [below({ name, unit: 's', value: median(samples), goal: 3 })]
  } finally {
    await bench.stop()
  }
}

async function secondsToReady(bench: BenchSystem): Promise<number> {
  const { client } = bench.system
  const startMs = performance.now()
  const { id } = await proposeUntilReady(bench)
  const seconds = (performance.now() - startMs) / 1_000
  // Nothing was signed: the next run may propose as soon as this proposal is out of its way.
  await client.workflow.getHandle(id).terminate('the benchmark has its figure')
  while ((await listProposals(client, { isRunning: true })).length > 0) await sleep(POLL_MS)
  await sleep(SETTLE_MS)
  return seconds
}
