import { type Client, WithStartWorkflowOperation, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client'
import { type ActivityDependencies, type MarketRuntime, marketRuntime } from '../../activities/dependencies.js'
import type { TemporalConfig } from '../../config/temporalConfig.js'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import type { MarketId } from '../../core/units/marketId.js'
import { sendUpdate } from '../../workflows/relayer/messages.js'
import type { relayerWorkflow } from '../../workflows/relayer/relayerWorkflow.js'
import { assertWorkers, WorkerMissing } from './workerPresence.js'

/** The relayer's entity workflow could not serve a request, for a reason of its own: no key, no such market, no chain. */
export class RelayFailed extends PlimsollError {
  readonly code = 'RELAY_FAILED'

  constructor(purpose: string, error: WorkflowUpdateFailedError) {
    let cause: Error | undefined = error.cause
    while (cause?.cause instanceof Error) cause = cause.cause
    super({
      shortMessage: `The relayer could not ${purpose}: ${cause?.message ?? error.message}`,
      metaMessages: ['Mend the worker that serves the chain queue; the request is made again after a pause.'],
      cause: error,
    })
  }
}

/** The relayer's entity runs on another task queue than the configured one, and nobody serves that. */
export class RelayerElsewhere extends PlimsollError {
  readonly code = 'RELAYER_ELSEWHERE'

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
    const startWorkflowOperation = new WithStartWorkflowOperation<typeof relayerWorkflow>('relayerWorkflow', {
      workflowId,
      taskQueue: temporal.taskQueue,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [{ chainId, address, timeouts: temporal.timeouts, bumpAfter: config.chain.bumpFeeAfter }],
    })
    try {
      return await client.withAbortSignal(signal, () =>
        client.workflow.executeUpdateWithStart(sendUpdate, {
          startWorkflowOperation,
          updateId: request.requestId,
          args: [request],
        }),
      )
    } catch (error) {
      // The entity keeps the answer of an update: the same request would only get the same failure again.
      if (error instanceof WorkflowUpdateFailedError) throw new RelayFailed(request.purpose, error)
      throw error
    }
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
