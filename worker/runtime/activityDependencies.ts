import type { Client } from '@temporalio/client'
import { keepLogs } from '../../activities/chain/logMemory.js'
import type { ComputePool } from '../../activities/compute/computePool.js'
import type { ActivityDependencies } from '../../activities/dependencies.js'
import { openEvidence } from '../../activities/evidence/openEvidence.js'
import type { LoadedConfig } from '../../config/loadConfig.js'
import { listProposals } from '../../client/proposals.js'
import { relayThrough } from '../../client/relayThrough.js'
import { knownSecrets } from './knownSecrets.js'
import { createMarketRuntimes } from './marketRuntimes.js'
import type { Environment } from '../../config/environment.js'

/**
 * Gather what activities touch from a configuration: markets, evidence, the engine's list of proposals, the secrets to keep.
 *
 * @param client - for the list of proposals that are not over
 * @param compute - closed by the caller
 * @param killPoint - called between an activity's effects; does nothing by default
 * @throws what `createMarketRuntimes` throws
 */
export function activityDependencies(input: {
  loadedConfig: LoadedConfig
  client: Client
  environment: Environment
  needsRelayer: boolean
  compute: ComputePool
  killPoint?: ((name: string) => void) | undefined
}): ActivityDependencies {
  const { loadedConfig, client, environment, needsRelayer } = input
  const markets = createMarketRuntimes(loadedConfig, { environment, needsRelayer })
  const stores = openEvidence(loadedConfig.config.evidence, { baseDir: loadedConfig.baseDir, environment })
  for (const { chain } of markets.values()) keepLogs(chain, stores)
  return {
    markets,
    compute: input.compute,
    ...stores,
    listLiveProposals: async (market) =>
      (await listProposals(client, { market, isRunning: true })).map((workflowId) => ({ workflowId })),
    relay: relayThrough({ client, markets, temporal: loadedConfig.config.temporal }),
    killPoint: input.killPoint ?? (() => {}),
    secrets: knownSecrets(loadedConfig, environment),
  }
}
