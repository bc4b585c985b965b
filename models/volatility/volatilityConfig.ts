import { z } from 'zod'
import { LEAST_WEIGHT_DAYS, WEIGHT_DAYS } from './combineForecasts.js'
import { VOLATILITY_MODELS, type VolatilityModelName } from './registry.js'

const VOLATILITY_NAMES = Object.keys(VOLATILITY_MODELS) as VolatilityModelName[]

/** Keys of the model configuration that describe the volatility forecast. */
export const volatilityConfigShape = {
  /**
   * Models of the fast volatility forecast, which feeds the bonus and the gate on loosening. `logHarImplied` reads the market's
   * `impliedVolatility`; it is `logHar` for an asset that has none.
   */
  volatilityModels: z
    .array(z.enum(VOLATILITY_NAMES))
    .min(1)
    .refine((names) => new Set(names).size === names.length, 'names a model twice')
    .default(['logHar', 'riskMetrics2006']),
  /** How they are combined: by what each lost in the last `volatilityWeightDays`, or all alike. */
  volatilityWeights: z.enum(['discountedQlike', 'equal']).default('discountedQlike'),
  volatilityWeightDays: z.int().min(LEAST_WEIGHT_DAYS).max(2_000).default(WEIGHT_DAYS),
  /** Days of history that a volatility model is fitted on. */
  volatilityWindowDays: z.int().min(120).default(1_000),
  /** Garman-Klass variance is capped at this multiple of its 22-day median. */
  winsoriseMultiple: z.number().gt(1).default(20),
}

/** @see volatilityConfigShape */
export type VolatilityConfig = z.infer<z.ZodObject<typeof volatilityConfigShape>>
