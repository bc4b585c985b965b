import type { BarSeries } from '../../models/data/barSeries.js'
import type { ImpliedSeries } from '../../models/data/impliedSeries.js'
import type { MarketSnapshot } from '../../models/data/marketSnapshot.js'
import type { AssetForecast } from '../../models/policy/collateral/assetForecast.js'
import type { PolicyRecommendation } from '../../models/policy/policy.js'
import { policyOf } from '../../models/policy/registry.js'
import { assessMarket } from '../../models/quality/assessMarket.js'
import type { ImpliedInput } from '../../models/quality/readImplied.js'
import type { EvidenceManifest } from '../evidenceManifest.js'
import { modelAssets } from '../marketAssets.js'
import type { MarketConfig } from '../marketConfig.js'
import type { ChainState } from '../targets/chainState.js'
import { targetFor } from '../targets/registry.js'

/**
 * Run the configured policy, its models and guardrails, on stored evidence.
 *
 * @param forecasts - of the snapshot's assets, where they were computed elsewhere.
 * @throws as the policy's `recommend` does.
 */
export function recommendationFrom({
  config,
  snapshot,
  state,
  forecasts,
}: {
  config: MarketConfig
  snapshot: MarketSnapshot
  state: ChainState
  forecasts?: ReadonlyMap<string, AssetForecast>
}): PolicyRecommendation {
  return policyOf(config.policy.kind).recommend({
    snapshot,
    state: targetFor(config.target).bookOf(state),
    config: config.policy,
    models: config.models,
    guardrails: config.guardrails,
    ...(forecasts === undefined ? {} : { forecasts }),
    assets: modelAssets(config),
  })
}

/**
 * Run the quality stage on stored bars: the adjustable assets of the configuration, their series in the order given, implied volatility in
 * the order of the configuration.
 *
 * @param failures - sources that gave nothing, as the run recorded them.
 * @throws as `assessMarket` does.
 */
export function snapshotFrom({
  config,
  asOf,
  series,
  implied = [],
  failures,
}: {
  config: MarketConfig
  asOf: string
  series: readonly { readonly asset: string; readonly bars: BarSeries }[]
  implied?: readonly { readonly asset: string; readonly source: string; readonly values: ImpliedSeries }[]
  failures: EvidenceManifest['failures']
}): MarketSnapshot {
  const impliedConfigs = config.impliedVolatility ?? []
  const isImplied = (source: string) => impliedConfigs.some(({ name }) => name === source)
  const impliedOf = (asset: string): ImpliedInput[] =>
    impliedConfigs.flatMap(({ name: source, limits }): ImpliedInput[] => {
      const given = implied.find((one) => one.asset === asset && one.source === source)
      if (given !== undefined) return [{ source, limits, series: given.values }]
      const failed = failures.find((one) => one.asset === asset && one.source === source)
      return failed === undefined ? [] : [{ source, limits, failure: failed.message }]
    })
  const assets = config.assets
    .filter(({ isAdjustable }) => isAdjustable)
    .map(({ symbol }) => ({
      asset: symbol,
      series: series.filter(({ asset }) => asset === symbol).map(({ bars }) => bars),
      failures: failures
        .filter(({ asset, source }) => asset === symbol && !isImplied(source))
        .map(({ source, message }) => ({ source, message })),
      implied: impliedOf(symbol),
    }))
  return assessMarket({ market: config.id, asOf, assets, config: config.quality })
}
