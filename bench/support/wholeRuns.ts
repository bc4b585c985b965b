import type { Client } from '@temporalio/client'
import { carryThrough } from '../../local/up/carryThrough.js'
import { readChangedParameters } from '../../local/up/readChangedParameters.js'
import { startBenchSystem } from './benchSystem.js'

const TWO_DAYS_SECONDS = 172_800

/** What one run from market data to the verified change took. */
export interface WholeRun {
  /** Events in the proposal workflow's history, all its runs together. */
  readonly proposalEvents: number
  /** Peak resident memory of the worker's process, bytes. */
  readonly workerPeakBytes: number
}

/** How many whole runs are made, each on a system of its own. */
export const WHOLE_RUNS = 3

let runs: Promise<readonly WholeRun[]> | undefined

/**
 * Carry a change through to its verification several times, once a process: benchmarks that look at the same runs share them.
 *
 * The timelock's delay is its real two days; the chain's clock is moved past them.
 *
 * @throws {Error} when a change did not come out on the chain: nothing of such a run is a figure
 */
export function wholeRuns(): Promise<readonly WholeRun[]> {
  runs ??= (async () => {
    const done: WholeRun[] = []
    for (let i = 0; i < WHOLE_RUNS; i++) done.push(await carryOut())
    return done
  })()
  return runs
}

async function carryOut(): Promise<WholeRun> {
  const { system, recalibrate, stopWorker, stop } = await startBenchSystem()
  try {
    const { minDelaySeconds } = system.deployment.timelock
    if (minDelaySeconds < TWO_DAYS_SECONDS) throw new Error(`The timelock's delay is ${minDelaySeconds} s instead of two days.`)
    const { outcome, proposalWorkflowId, changes } = await recalibrate()
    if (outcome !== 'proposed' || proposalWorkflowId === null)
      throw new Error(`The recalibration ended as ${outcome}, without a proposal.`)
    const view = await carryThrough(system, proposalWorkflowId, (line) => console.error(`  ${line}`))
    const differences = await readChangedParameters(system.chain, system.deployment, changes)
    if (view.state !== 'verified' || differences.length > 0)
      throw new Error(`The proposal ended as ${view.state}. ${view.ending?.reason ?? ''} ${differences.join(' ')}`)
    const proposalEvents = await countEvents(system.client, proposalWorkflowId)
    const { peakBytes } = await stopWorker()
    if (peakBytes === undefined) throw new Error('The worker was ended by force and did not tell its memory.')
    return { proposalEvents, workerPeakBytes: peakBytes }
  } finally {
    await stop()
  }
}

/** Count the events of a workflow, those of the runs that it continued included. */
async function countEvents(client: Client, workflowId: string): Promise<number> {
  let count = 0
  for (let runId: string | undefined; ; ) {
    const { events = [] } = await client.workflow.getHandle(workflowId, runId).fetchHistory()
    count += events?.length ?? 0
    runId = events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined
    if (runId === undefined) return count
  }
}
