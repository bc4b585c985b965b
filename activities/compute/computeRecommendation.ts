import type { MarketSnapshot } from '../../models/data/marketSnapshot.js'
import type { PolicyRecommendation } from '../../models/policy/policy.js'
import { policyOf } from '../../models/policy/registry.js'
import type { MarketConfig } from '../../proposals/marketConfig.js'
import type { ChainState } from '../../proposals/targets/chainState.js'
import type { ComputePool } from './computePool.js'
import { runChunks } from './runChunks.js'

/**
 * Run models and guardrails on a compute pool: the assets' forecasts side by side where the policy needs them, then the policy.
 *
 * Bit for bit what `recommendationFrom` says in one thread, whatever the number of threads.
 *
 * @throws as `recommendationFrom`; the signal's reason when it is aborted.
 */
export async function computeRecommendation({
  compute,
  config,
  snapshot,
  state,
  signal,
}: {
  readonly compute: ComputePool
  readonly config: MarketConfig
  readonly snapshot: MarketSnapshot
  readonly state: ChainState
  readonly signal?: AbortSignal | undefined
}): Promise<PolicyRecommendation> {
  if (!policyOf(config.policy.kind).needs.forecasts) return compute.run('recommendation', { config, snapshot, state }, { signal })
  const inputs = snapshot.assets.map((data) => ({ data, models: config.models }))
  const found = await runChunks({ pool: compute, name: 'assetForecast', inputs, signal })
  const forecasts = new Map(snapshot.assets.map(({ asset }, i) => [asset, found[i] as (typeof found)[number]]))
  return compute.run('recommendation', { config, snapshot, state, forecasts }, { signal })
}
