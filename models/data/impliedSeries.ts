import { z } from 'zod'
import { assetSymbolSchema } from '../book/book.js'

/**
 * Implied volatility of one asset after the quality stage: one value for each of the asset's last n daily bars, none left out.
 *
 * Each value was known when its bar closed; a day without a value of its own has the last one known.
 */
export const impliedVolatilitySchema = z.strictObject({
  /** Name of the source in the configuration. */
  source: z.string().min(1),
  /** Days ahead that the options' prices speak of. */
  horizonDays: z.int().positive(),
  /** Opening instants of the bars, milliseconds since the epoch: the last n of the asset's. */
  openTimesMs: z.array(z.int()).min(1),
  /** Annualised (365 days) standard deviations, as fractions: 0.6 is 60 % a year. */
  annual: z.array(z.number().positive().finite()).min(1),
})

/** @see impliedVolatilitySchema */
export type ImpliedVolatility = z.infer<typeof impliedVolatilitySchema>

/** What a source's figures of implied volatility are: an annualised standard deviation, in percent or as a fraction. */
export const IMPLIED_MEASURES = ['percentAnnualised', 'fractionAnnualised'] as const

/** @see IMPLIED_MEASURES */
export type ImpliedMeasure = (typeof IMPLIED_MEASURES)[number]

/**
 * Implied volatility of one asset from one source, as columns of equal length n in ascending time, exactly as the source gave it.
 *
 * Implausible, non-positive and repeated values are findings of the quality stage, not omissions here.
 */
export const impliedSeriesSchema = z
  .strictObject({
    asset: assetSymbolSchema,
    /** Name of the source in the configuration. */
    source: z.string().min(1),
    measure: z.enum(IMPLIED_MEASURES),
    /** Days ahead that the options' prices speak of: 30 for DVOL and VIX. */
    horizonDays: z.int().positive(),
    /** Instants from which each value could be known, milliseconds since the epoch: the day's end for a daily value. */
    knownAtMs: z.array(z.int()),
    values: z.array(z.number()),
  })
  .superRefine(({ knownAtMs, values }, context) => {
    if (values.length !== knownAtMs.length) {
      context.addIssue({
        code: 'custom',
        path: ['values'],
        message: `has ${values.length} values for ${knownAtMs.length} instants`,
      })
    }
    const at = knownAtMs.findIndex((instant, i) => i > 0 && instant < (knownAtMs[i - 1] as number))
    if (at > 0) context.addIssue({ code: 'custom', path: ['knownAtMs', at], message: 'is before the value in front of it' })
  })

/** @see impliedSeriesSchema */
export type ImpliedSeries = z.infer<typeof impliedSeriesSchema>
