import type { MarketSnapshot } from '../../models/market/marketSnapshot.js'
import type { MarketState } from '../../models/market/marketState.js'
import type { Recommendation } from '../../models/policy/recommendation.js'
import { recommend } from '../../models/policy/recommend.js'
import type { MarketConfig } from '../marketConfig.js'

/**
 * Run models and guardrails on stored evidence.
 *
 * @throws as `recommend` does.
 */
export function recommendationFrom({
  config,
  snapshot,
  state,
}: {
  config: MarketConfig
  snapshot: MarketSnapshot
  state: MarketState
}): Recommendation {
  return recommend({
    snapshot,
    state,
    models: config.models,
    guardrails: config.guardrails,
    assets: config.assets.map(({ symbol, isAdjustable, feedDeviationBps }) => ({
      asset: symbol,
      isAdjustable,
      feedDeviationBps,
    })),
  })
}
