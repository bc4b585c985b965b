import { z } from 'zod'
import { instantSchema } from '../../core/schemas/wire.js'
import { assetSymbolSchema } from './assetSymbol.js'

/**
 * What the quality stage can find in market data.
 *
 * - `badPrint`: high/low over 3 or low under half the body, not confirmed by a second source
 * - `sourcesDisagree`: a bar departs from the second source by more than the limit
 * - `inconsistentBar`: high below or low above the body
 * - `gap`: a bar is missing between two others; `stale`: the last closed bar is missing
 * - `duplicate`: two bars of one instant; `symbolReuse`: a jump across a gap that no market makes; `delisted`: the series ended
 * - `singleSource`: only one source carries the asset; `tooShort`: fewer bars than the models need
 * - `sourceFailed`: a configured source gave nothing; `excluded`: the asset takes no part in this run
 */
export const FINDING_KINDS = [
  'badPrint',
  'sourcesDisagree',
  'inconsistentBar',
  'gap',
  'stale',
  'duplicate',
  'symbolReuse',
  'delisted',
  'singleSource',
  'tooShort',
  'sourceFailed',
  'excluded',
] as const

/** One named irregularity of market data, and what was done about it. */
export const findingSchema = z.strictObject({
  kind: z.enum(FINDING_KINDS),
  severity: z.enum(['info', 'warning', 'error']),
  asset: assetSymbolSchema,
  /** The source at fault, or null where the finding is of the asset as a whole. */
  source: z.string().nullable(),
  /** Opening instant of the bar, or null where the finding is of the whole series. */
  at: instantSchema.nullable(),
  /** Which figure: high, low, close …; null for the whole bar or series. */
  field: z.enum(['open', 'high', 'low', 'close', 'volumeUsd']).nullable(),
  observed: z.number().nullable(),
  /** The figure of the second source, or the limit that was passed. */
  reference: z.number().nullable(),
  action: z.enum(['none', 'replaced', 'winsorised', 'excluded']),
  /** One sentence with the value, the limit and what was done. */
  message: z.string(),
})

/** @see findingSchema */
export type Finding = z.infer<typeof findingSchema>
