import { z } from 'zod'
import { claimCheckSchema } from '../core/claimCheck.js'
import { instantSchema } from '../core/schemas/wire.js'
import { marketIdSchema } from '../core/units/marketId.js'
import { assetSymbolSchema } from '../models/book/book.js'

/** What a recommendation was made from, each part by its content hash: enough to compute it again. */
export const evidenceManifestSchema = z.strictObject({
  version: z.literal(1),
  market: marketIdSchema,
  asOf: instantSchema,
  /** The market's configuration as the worker had it, without secrets. */
  configuration: claimCheckSchema,
  /** Raw bars by asset and source, as the sources gave them. */
  series: z.array(z.strictObject({ asset: assetSymbolSchema, source: z.string(), bars: claimCheckSchema })),
  /** Implied volatility by asset and source, as the sources gave it, where the configuration names any. */
  implied: z.array(z.strictObject({ asset: assetSymbolSchema, source: z.string(), values: claimCheckSchema })).optional(),
  /** Sources that gave nothing for an asset, in the words of their error. */
  failures: z.array(z.strictObject({ asset: assetSymbolSchema, source: z.string(), message: z.string() })).default([]),
  /** Market data after the quality stage, with every finding. */
  snapshot: claimCheckSchema,
  /** Parameters, prices and positions at one block. */
  state: claimCheckSchema,
  /** The backtest that the configuration names, where it names one. */
  backtest: claimCheckSchema.optional(),
})

/** @see evidenceManifestSchema */
export type EvidenceManifest = z.infer<typeof evidenceManifestSchema>
