import { z } from 'zod'
import { instantSchema } from '../../core/schemas/wire.js'
import { marketIdSchema } from '../../core/units/marketId.js'
import { assetSymbolSchema } from '../book/book.js'
import { barSeriesSchema } from './barSeries.js'
import { findingSchema } from './finding.js'
import { impliedVolatilitySchema } from './impliedSeries.js'

/** One asset's market data after the quality stage: what every model reads. */
export const assetSnapshotSchema = z.strictObject({
  asset: assetSymbolSchema,
  /** Daily bars of the primary source with the named replacements made; null where the asset is excluded. */
  daily: barSeriesSchema.nullable(),
  /** Sources that carried the asset. */
  sources: z.array(z.string()),
  /** An asset with one source may be tightened, never loosened. */
  isSingleSource: z.boolean(),
  /** Why the asset takes no part, or null. */
  excludedBecause: z.string().nullable(),
  /** Whether the last closed bar is itself a finding (gates loosening). */
  isLastBarFinding: z.boolean(),
  /**
   * Bars of the recent window that tell nothing of the day's range, in no source: they make the fast forecast too low, so they gate
   * loosening. Absent where there are none.
   */
  unreadBars: z.int().nonnegative().optional(),
  findings: z.array(findingSchema),
  /** Implied volatility of the last daily bars; absent where none is configured, or none is fit to be used. */
  implied: impliedVolatilitySchema.optional(),
})

/** Market data of one recalibration: the first stage's output, hashed into the evidence. */
export const marketSnapshotSchema = z.strictObject({
  market: marketIdSchema,
  /** Only bars closed by this instant are seen. */
  asOf: instantSchema,
  isSynthetic: z.boolean(),
  assets: z.array(assetSnapshotSchema),
})

/** @see assetSnapshotSchema */
export type AssetSnapshot = z.infer<typeof assetSnapshotSchema>
/** @see marketSnapshotSchema */
export type MarketSnapshot = z.infer<typeof marketSnapshotSchema>
