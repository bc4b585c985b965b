import { z } from 'zod'
import type { SourceKind } from '../../../../activities/sources/createSource.js'
import { AssetNotCarried } from '../../../../activities/sources/errors.js'
import { assetSymbolSchema } from '../../../../models/book/book.js'
import { toBarSeries } from '../../../../models/data/barRows.js'
import { BAR_INTERVAL_MS } from '../../../../models/data/barSeries.js'

const DAYS = 600
const DAY_MS = BAR_INTERVAL_MS['1d']

const schema = z.strictObject({
  kind: z.literal('toy'),
  name: z.string(),
  interval: z.enum(['1h', '1d']).default('1d'),
  timeout: z.string().default('20s'),
  /** Price of each asset, about which its bars swing. */
  pricesUsd: z.record(assetSymbolSchema, z.number().positive()),
})

/** Bars that swing about a price, and end at it. */
export const toySource: SourceKind<z.infer<typeof schema>> = {
  kind: 'toy',
  form: { kind: 'toy', schema, assetsOf: ({ pricesUsd }) => Object.keys(pricesUsd) },
  create: ({ name, pricesUsd }) => ({
    name,
    kind: 'toy',
    carries: (asset) => Object.hasOwn(pricesUsd, asset),
    fetch: async ({ asset, asOfMs }) => {
      const price = pricesUsd[asset]
      if (price === undefined) throw new AssetNotCarried(name, asset, Object.keys(pricesUsd))
      const end = Math.floor(asOfMs / DAY_MS)
      const closeOf = (day: number) => price * (1 + 0.02 * Math.sin(2.4 * (end - 1 - day)))
      const bars = Array.from({ length: DAYS }, (_, i) => {
        const day = end - DAYS + i
        const [open, close] = [closeOf(day - 1), closeOf(day)]
        const [high, low] = [1.004 * Math.max(open, close), 0.996 * Math.min(open, close)]
        return { openTimeMs: day * DAY_MS, open, high, low, close, volumeUsd: 1e6 }
      })
      return toBarSeries(bars, { asset, source: name, interval: '1d', isSynthetic: false })
    },
  }),
}
