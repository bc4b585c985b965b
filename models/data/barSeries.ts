import { z } from 'zod'
import { assetSymbolSchema } from '../book/book.js'

/** Bar lengths that the models read, in milliseconds. */
export const BAR_INTERVAL_MS = { '1h': 3_600_000, '1d': 86_400_000 } as const

/** @see BAR_INTERVAL_MS */
export type BarInterval = keyof typeof BAR_INTERVAL_MS

const prices = z.array(z.number().positive().finite())

/**
 * Open-high-low-close bars of one asset from one source, as columns of equal length n in ascending time.
 *
 * Bars are labelled by their opening instant and are closed by the series' as-of instant. Prices are USD for one unit of
 * the asset, exactly as the source gave them: implausible bars are findings of the quality stage, not omissions here.
 */
export const barSeriesSchema = z
  .strictObject({
    asset: assetSymbolSchema,
    /** Name of the source in the configuration. */
    source: z.string().min(1),
    interval: z.enum(['1h', '1d']),
    /** Whether the numbers were generated; labelled wherever they show. */
    isSynthetic: z.boolean(),
    /** Opening instants, milliseconds since the epoch, strictly ascending. */
    openTimesMs: z.array(z.int()),
    open: prices,
    high: prices,
    low: prices,
    close: prices,
    /** Traded value in USD; 0 where the source has none. */
    volumeUsd: z.array(z.number().nonnegative().finite()),
  })
  .superRefine((series, context) => {
    const n = series.openTimesMs.length
    for (const column of ['open', 'high', 'low', 'close', 'volumeUsd'] as const) {
      if (series[column].length !== n) {
        context.addIssue({ code: 'custom', path: [column], message: `has ${series[column].length} values for ${n} bars` })
      }
    }
    for (let i = 1; i < n; i++) {
      if ((series.openTimesMs[i] as number) <= (series.openTimesMs[i - 1] as number)) {
        context.addIssue({ code: 'custom', path: ['openTimesMs', i], message: 'is not after the bar before it' })
        return
      }
    }
  })

/** @see barSeriesSchema */
export type BarSeries = z.infer<typeof barSeriesSchema>

/** One daily bar of one source: the row that the columns of a series make. Prices in USD, volume in USD. */
export interface Bar {
  readonly openTimeMs: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volumeUsd: number
}
