import { parse } from '../../../../core/schemas/parse.js'
import type { BarSeries } from '../../../../models/data/barSeries.js'
import { type AssetSnapshot, type MarketSnapshot, marketSnapshotSchema } from '../../../../models/data/marketSnapshot.js'
import { normalSource } from '../../../../models/scenarios/zigguratNormals.js'

/** Write seeded daily bars: independent normal returns of a volatility, the last `calmDays` of them scaled by `lastFactor`. */
export function syntheticSeries({
  asset,
  seed,
  days,
  dailyVolatility,
  lastFactor = 1,
  calmDays = 40,
}: {
  asset: string
  seed: number
  days: number
  dailyVolatility: number
  lastFactor?: number
  calmDays?: number
}): BarSeries {
  const normal = normalSource(seed)
  const series: BarSeries = {
    asset,
    source: 'first',
    interval: '1d',
    isSynthetic: true,
    openTimesMs: [],
    open: [],
    high: [],
    low: [],
    close: [],
    volumeUsd: [],
  }
  let price = 1_000
  for (let day = 0; day < days; day++) {
    const sigma = dailyVolatility * (days - day <= calmDays ? lastFactor : 1)
    const open = price
    let [high, low] = [open, open]
    for (let step = 0; step < 8; step++) {
      price *= Math.exp((sigma / Math.sqrt(8)) * normal())
      high = Math.max(high, price)
      low = Math.min(low, price)
    }
    series.openTimesMs.push((day + 15_000) * 86_400_000)
    series.open.push(open)
    series.high.push(high)
    series.low.push(low)
    series.close.push(price)
    series.volumeUsd.push(0)
  }
  return series
}

/** Write a snapshot from assets in short; the schema checks it. */
export function snapshotOf(assets: readonly (Partial<AssetSnapshot> & Pick<AssetSnapshot, 'asset' | 'daily'>)[]): MarketSnapshot {
  const whole = assets.map((asset) => ({
    sources: ['first', 'second'],
    isSingleSource: false,
    excludedBecause: asset.daily === null ? 'more than 5 of its last 30 bars are findings' : null,
    isLastBarFinding: false,
    findings: [],
    ...asset,
  }))
  const snapshot = { market: 'test-market', asOf: '2022-06-12T00:00:00Z', isSynthetic: true, assets: whole }
  return parse(marketSnapshotSchema, snapshot, 'Test snapshot')
}
