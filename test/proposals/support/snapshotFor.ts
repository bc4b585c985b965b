import { type MarketSnapshot, marketSnapshotSchema } from '../../../models/data/marketSnapshot.js'
import type { AaveV3State } from '../../../proposals/targets/aaveV3/aaveV3State.js'

const DAY_MS = 86_400_000

/** Make market data by hand whose last close is the state's own oracle price, closed at the state's block. */
export function snapshotFor(state: AaveV3State): MarketSnapshot {
  const lastOpenMs = Math.floor((state.block.timestampSeconds * 1_000) / DAY_MS) * DAY_MS - DAY_MS
  return marketSnapshotSchema.parse({
    market: state.market,
    asOf: new Date(lastOpenMs + DAY_MS).toISOString(),
    isSynthetic: false,
    assets: state.reserves.map(({ asset, price, priceDecimals }) => {
      const close = Number(price) / 10 ** priceDecimals
      const closes = [close * 1.01, close * 0.99, close]
      return {
        asset,
        daily: {
          asset,
          source: 'one',
          interval: '1d',
          isSynthetic: false,
          openTimesMs: [lastOpenMs - 2 * DAY_MS, lastOpenMs - DAY_MS, lastOpenMs],
          open: closes,
          high: closes,
          low: closes,
          close: closes,
          volumeUsd: [0, 0, 0],
        },
        sources: ['one', 'two'],
        isSingleSource: false,
        excludedBecause: null,
        isLastBarFinding: false,
        findings: [],
      }
    }),
  })
}
