import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, WorkflowNotFoundError } from '@temporalio/client'
import { type ActivityDependencies, type MarketRuntime, marketRuntime } from '../activities/dependencies.js'
import type { TemporalConfig } from '../config/temporalConfig.js'
import type { RelayRequest } from '../activities/chain/relayRequest.js'
import { durationMs } from '../core/duration.js'
import { PlimsollError } from '../core/errors/plimsollError.js'
import type { MarketId } from '../core/units/marketId.js'
import { answerQuery, type RelayAnswer, requestSignal } from '../workflows/relayer/messages.js'
import type { relayerWorkflow } from '../workflows/relayer/relayerWorkflow.js'
import { assertWorkers, WorkerMissing } from './workerPresence.js'

/** The relayer's entity workflow could not serve a request, for a reason of its own: no key, no such market, no chain. */
export class RelayFailed extends PlimsollError {
  readonly code = 'RELAY_FAILED'
  readonly kind = 'failed'

  constructor(purpose: string, reason: string) {
    super({
      shortMessage: `The relayer could not ${purpose}: ${reason}`,
      metaMessages: ['Mend the worker that serves the chain queue; the request is made again after a pause.'],
    })
  }
}

/** The relayer's entity runs on another task queue than the configured one, and nobody serves that. */
export class RelayerElsewhere extends PlimsollError {
  readonly code = 'RELAYER_ELSEWHERE'
  readonly kind = 'failed'

  constructor(workflowId: string, runsOn: string, configured: string) {
    super({
      shortMessage: `The relayer's workflow ${workflowId} runs on the task queue ${runsOn}, which no worker serves; this configuration has ${configured}.`,
      metaMessages: [
        'Set temporal.taskQueue back, or terminate that workflow: the next request starts it anew, and what it had sent is found on the chain.',
      ],
    })
  }
}

/** Workflow id of the entity that serialises what one account sends on one chain. */
export function relayerWorkflowId(chainId: number, address: string): string {
  return `nonce/${chainId}/${address}`
}

/**
 * Make the function that hands calls to the relayer's entity workflow, starting it when it is not there.
 *
 * A request that comes again, from this or another worker, joins the first one and gets its answer.
 *
 * @throws {RelayFailed} (from the function) when the entity could not serve the request
 * @throws {RelayerElsewhere} (from the function) when it runs where no worker is: it would wait for ever
 */
export function relayThrough(input: {
  client: Client
  markets: ReadonlyMap<MarketId, MarketRuntime>
  temporal: Pick<TemporalConfig, 'taskQueue' | 'timeouts'>
}): ActivityDependencies['relay'] {
  const { client, markets, temporal } = input
  return async (request, signal) => {
    const { chain, relayer, config } = marketRuntime({ markets }, request.market)
    const { chainId } = chain
    const { address } = relayer
    const workflowId = relayerWorkflowId(chainId, address)
    await assertServed(client, workflowId, temporal.taskQueue)
    const { result } = await client.withAbortSignal(signal, async () => {
      for (;;) {
        // Signalled again where the entity has ended or was terminated meanwhile; a request that it knows is not sent twice.
        await client.workflow.signalWithStart<typeof relayerWorkflow, [RelayRequest]>('relayerWorkflow', {
          workflowId,
          taskQueue: temporal.taskQueue,
          args: [{ chainId, address, timeouts: temporal.timeouts, bumpAfter: config.chain.bumpFeeAfter }],
          signal: requestSignal,
          signalArgs: [request],
        })
        const answer = await untilAnswered(client, workflowId, request.requestId, durationMs(config.chain.pollInterval), signal)
        if (answer?.kind === 'failed') throw new RelayFailed(request.purpose, answer.reason)
        if (answer !== undefined) return answer
      }
    })
    return result
  }
}

/** Wait until the entity has answered a request; undefined once it does not run any longer, or never heard of it. */
async function untilAnswered(
  client: Client,
  workflowId: string,
  requestId: string,
  intervalMs: number,
  signal: AbortSignal,
): Promise<Extract<RelayAnswer, { kind: 'answered' | 'failed' }> | undefined> {
  const handle = client.workflow.getHandle(workflowId)
  for (;;) {
    const answer = await handle.query(answerQuery, requestId)
    if (answer.kind === 'answered' || answer.kind === 'failed') return answer
    const { status } = await handle.describe()
    if (answer.kind === 'unknown' || status.name !== 'RUNNING') return undefined
    await sleep(intervalMs, undefined, { signal })
  }
}

/** An entity that was started before the task queue was renamed stays on the old one. */
async function assertServed(client: Client, workflowId: string, configured: string): Promise<void> {
  try {
    const { status, taskQueue } = await client.workflow.getHandle(workflowId).describe()
    if (status.name === 'RUNNING' && taskQueue !== configured) await assertWorkers(client, taskQueue, ['orchestration'])
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return
    if (error instanceof WorkerMissing) throw new RelayerElsewhere(workflowId, error.queues.join(', '), configured)
    throw error
  }
}
