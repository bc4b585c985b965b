import { type Client, WithStartWorkflowOperation } from '@temporalio/client'
import { type ActivityDependencies, type MarketRuntime, marketRuntime } from '../../activities/dependencies.js'
import type { TemporalConfig } from '../../config/temporalConfig.js'
import type { MarketId } from '../../core/units/marketId.js'
import { sendUpdate } from '../../workflows/relayer/messages.js'
import type { relayerWorkflow } from '../../workflows/relayer/relayerWorkflow.js'

/** Workflow id of the entity that serialises what one account sends on one chain. */
export function relayerWorkflowId(chainId: number, address: string): string {
  return `nonce/${chainId}/${address}`
}

/**
 * Make the function that hands calls to the relayer's entity workflow, starting it when it is not there.
 *
 * A request that comes again, from this or another worker, joins the first one and gets its answer.
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
    const startWorkflowOperation = new WithStartWorkflowOperation<typeof relayerWorkflow>('relayerWorkflow', {
      workflowId: relayerWorkflowId(chainId, address),
      taskQueue: temporal.taskQueue,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [{ chainId, address, timeouts: temporal.timeouts, bumpAfter: config.chain.bumpFeeAfter }],
    })
    return client.withAbortSignal(signal, () =>
      client.workflow.executeUpdateWithStart(sendUpdate, {
        startWorkflowOperation,
        updateId: request.requestId,
        args: [request],
      }),
    )
  }
}
