import type { AssetForecast } from '../../models/policy/assetForecast.js'
import type { MarketSnapshot } from '../../models/data/marketSnapshot.js'
import type { MarketState } from '../../models/book/marketState.js'
import type { Recommendation } from '../../models/policy/recommendation.js'
import { recommend } from '../../models/policy/recommend.js'
import type { MarketConfig } from '../marketConfig.js'

/**
 * Run models and guardrails on stored evidence.
 *
 * @param forecasts - of the snapshot's assets, where they were computed elsewhere.
 * @throws as `recommend` does.
 */
export function recommendationFrom({
  config,
  snapshot,
  state,
  forecasts,
}: {
  config: MarketConfig
  snapshot: MarketSnapshot
  state: MarketState
  forecasts?: ReadonlyMap<string, AssetForecast>
}): Recommendation {
  return recommend({
    snapshot,
    state,
    models: config.models,
    guardrails: config.guardrails,
    ...(forecasts === undefined ? {} : { forecasts }),
    assets: config.assets.map(({ symbol, isAdjustable, feedDeviationBps }) => ({
      asset: symbol,
      isAdjustable,
      feedDeviationBps,
    })),
  })
}
