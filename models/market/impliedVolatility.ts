import { z } from 'zod'

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
