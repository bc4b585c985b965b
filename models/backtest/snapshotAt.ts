import type { MarketSnapshot } from '../data/marketSnapshot.js'
import { assessMarket } from '../quality/assessMarket.js'
import { barsUntil, impliedUntil } from './barsUntil.js'
import type { ReplayInput } from './replayInput.js'

/**
 * Put the bars that were closed by an instant, and the implied volatility that was known then, through the quality stage: what a recalibration would have seen then.
 *
 * @throws what `assessMarket` throws.
 */
export function snapshotAt(
  { market, assets, quality }: Pick<ReplayInput, 'market' | 'assets' | 'quality'>,
  atMs: number,
): MarketSnapshot {
  return assessMarket({
    market,
    asOf: new Date(atMs).toISOString(),
    assets: assets.map(({ asset, series, implied = [] }) => ({
      asset,
      series: series.map((bars) => barsUntil(bars, atMs)).filter(({ openTimesMs }) => openTimesMs.length > 0),
      failures: [],
      implied: implied.map(({ series, limits }) => ({ source: series.source, limits, series: impliedUntil(series, atMs) })),
    })),
    config: quality,
  })
}
