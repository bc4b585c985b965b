import type { AbiEvent } from 'viem'
import type { AbiError } from '../../proposals/simulation/abiError.js'
import { decodeEvent } from '../../proposals/simulation/decodeEvent.js'
import type { SimulationStage, SimulationStep } from '../../proposals/simulation/routeSimulation.js'
import type { SimulatedEvent, SimulatedTransaction, SimulationResult } from '../../proposals/simulation/simulationResult.js'
import { runForkPlan } from './runForkPlan.js'
import { mineOnFork, sendOnFork } from './sendOnFork.js'
import type { Forks } from './withForks.js'

/** How far a proposal came on its fork. */
export interface RouteWalk {
  readonly transactions: SimulatedTransaction[]
  readonly events: SimulatedEvent[]
  readonly failure: SimulationResult['failure']
  /** Time of the last block of both forks. */
  readonly endSeconds: number
}

/**
 * Walk a proposal through the rest of its route, stage by stage up to its execution. The control fork mines a block at the same times.
 *
 * Stops at the first step that reverts.
 */
export async function walkRoute(
  { change, control }: Forks,
  input: {
    readonly stages: readonly SimulationStage[]
    /** Time of the block that both forks began at. */
    readonly startSeconds: number
    readonly events: readonly AbiEvent[]
    readonly errors: readonly AbiError[]
  },
): Promise<RouteWalk> {
  const { stages, startSeconds } = input
  const transactions: SimulatedTransaction[] = []
  const events: SimulatedEvent[] = []
  let now = startSeconds
  const send = async (steps: readonly SimulationStep[], timestampSeconds: number): Promise<SimulationResult['failure']> => {
    now = timestampSeconds
    const [sent] = await Promise.all([
      sendOnFork(change, steps, { timestampSeconds, errors: input.errors }),
      mineOnFork(control, timestampSeconds),
    ])
    for (const [i, { transaction, logs }] of sent.entries()) {
      transactions.push(transaction)
      if (steps[i]?.isPart !== true) continue
      events.push(...logs.map((log) => decodeEvent(input.events, { step: transaction.step, ...log })))
    }
    const failed = sent.find(({ reason }) => reason !== null)
    return failed === undefined ? null : { step: failed.transaction.step, reason: failed.reason ?? '' }
  }
  const ended = (failure: SimulationResult['failure']) => ({ transactions, events, failure, endSeconds: now })

  for (const { readyAtPlan, unready, stepsPlan } of stages) {
    let at = now + 1
    if (readyAtPlan !== undefined) {
      const readyAt = await runForkPlan(change, readyAtPlan)
      if (readyAt === null) return ended(unready ?? { step: 'wait', reason: 'the chain does not hold what it waits for' })
      at = Math.max(readyAt, at)
    }
    for (const block of blocksOf(await runForkPlan(change, stepsPlan))) {
      const failure = await send(block, Math.max(at, now + 1))
      if (failure !== null) return ended(failure)
    }
  }
  return ended(null)
}

/** Group steps into blocks: those that prepare share one, each that is part of the proposal has its own. */
function blocksOf(steps: readonly SimulationStep[]): SimulationStep[][] {
  const blocks: SimulationStep[][] = []
  for (const step of steps) {
    const last = blocks.at(-1)
    if (last === undefined || step.isPart || last.some(({ isPart }) => isPart)) blocks.push([step])
    else last.push(step)
  }
  return blocks
}
