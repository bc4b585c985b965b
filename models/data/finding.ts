import { z } from 'zod'
import { instantSchema } from '../../core/schemas/wire.js'
import { assetSymbolSchema } from '../book/book.js'

/**
 * What the quality stage can find in market data.
 *
 * - `badPrint`: high/low over 3 or low under half the body, not confirmed by a second source
 * - `sourcesDisagree`: a bar departs from the second source by more than the limit
 * - `inconsistentBar`: high below or low above the body
 * - `uninformative`: a bar that repeats the one before it, or has no range (flat, close-only, without volume)
 * - `gap`: a bar is missing between two others; `stale`: the last closed bar is missing
 * - `duplicate`: two bars of one instant; `delisted`: the series ended
 * - `redenomination`: a jump by a round factor; `symbolReuse`: one that no market makes: older bars are left out
 * - `priceJump`: a jump that no day's range explains and that stays
 * - `singleSource`: only one source carries the asset; `tooShort`: fewer bars than the models need
 * - `sourceFailed`: a configured source gave nothing; `excluded`: the asset takes no part in this run
 *
 * Of implied volatility, none of which takes an asset out of the run:
 *
 * - `impliedAfterAsOf`: values that could not be known yet; `impliedDuplicate`: two values of one instant
 * - `impliedNotPositive`, `impliedJump`, `impliedImplausible`: values that are no volatility, leap from the one before, or stand too far
 *   from what was realised: left out
 * - `impliedGap`: days without a value, for which the last one known is carried
 * - `impliedUnused`: the asset is forecast without the source's implied volatility, and why
 */
export const FINDING_KINDS = [
  'badPrint',
  'sourcesDisagree',
  'inconsistentBar',
  'uninformative',
  'gap',
  'stale',
  'duplicate',
  'redenomination',
  'symbolReuse',
  'priceJump',
  'delisted',
  'singleSource',
  'tooShort',
  'sourceFailed',
  'excluded',
  'impliedAfterAsOf',
  'impliedDuplicate',
  'impliedNotPositive',
  'impliedJump',
  'impliedImplausible',
  'impliedGap',
  'impliedUnused',
] as const

/** One named irregularity of market data, and what was done about it. */
export const findingSchema = z.strictObject({
  kind: z.enum(FINDING_KINDS),
  severity: z.enum(['info', 'warning', 'error']),
  asset: assetSymbolSchema,
  /** The source at fault, or null where the finding is of the asset as a whole. */
  source: z.string().nullable(),
  /** Opening instant of the bar, or null where the finding is of the whole series; the instant from which an implied volatility was known. */
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

/** Make a finding of the whole asset, without figures and without consequence, except for what is given. */
export function makeFinding({
  atMs = null,
  ...given
}: Pick<Finding, 'kind' | 'asset' | 'message'> & Partial<Omit<Finding, 'at'>> & { readonly atMs?: number | null }): Finding {
  const blank = { severity: 'warning', source: null, field: null, observed: null, reference: null, action: 'none' } as const
  return { ...blank, ...given, at: atMs === null ? null : new Date(atMs).toISOString() }
}
