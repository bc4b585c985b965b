import type { MarketSnapshot } from '../../models/data/marketSnapshot.js'
import type { MarketState } from '../../models/book/marketState.js'
import type { Recommendation } from '../../models/policy/collateral/recommendation.js'
import type { MarketConfig } from '../../proposals/marketConfig.js'
import type { ComputePool } from './computePool.js'
import { runChunks } from './runChunks.js'

/**
 * Run models and guardrails on a compute pool: the assets' forecasts side by side, then what needs them all.
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
  readonly state: MarketState
  readonly signal?: AbortSignal | undefined
}): Promise<Recommendation> {
  const inputs = snapshot.assets.map((data) => ({ data, models: config.models }))
  const found = await runChunks({ pool: compute, name: 'assetForecast', inputs, signal })
  const forecasts = new Map(snapshot.assets.map(({ asset }, i) => [asset, found[i] as (typeof found)[number]]))
  return compute.run('recommendation', { config, snapshot, state, forecasts }, { signal })
}
