import type { BarSeries } from '../../models/market/barSeries.js'
import type { MarketSnapshot } from '../../models/market/marketSnapshot.js'
import { assessMarket } from '../../models/quality/assessMarket.js'
import type { EvidenceManifest } from '../evidenceManifest.js'
import type { MarketConfig } from '../marketConfig.js'

/**
 * Run the quality stage on stored bars: the adjustable assets of the configuration, their series in the order given.
 *
 * @param failures - sources that gave nothing, as the run recorded them.
 * @throws as `assessMarket` does.
 */
export function snapshotFrom({
  config,
  asOf,
  series,
  failures,
}: {
  config: MarketConfig
  asOf: string
  series: readonly { readonly asset: string; readonly bars: BarSeries }[]
  failures: EvidenceManifest['failures']
}): MarketSnapshot {
  const assets = config.assets
    .filter(({ isAdjustable }) => isAdjustable)
    .map(({ symbol }) => ({
      asset: symbol,
      series: series.filter(({ asset }) => asset === symbol).map(({ bars }) => bars),
      failures: failures.filter(({ asset }) => asset === symbol).map(({ source, message }) => ({ source, message })),
    }))
  return assessMarket({ market: config.id, asOf, assets, config: config.quality })
}
