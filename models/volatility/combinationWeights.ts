import { discountedQlikeWeights } from './discountedQlikeWeights.js'

/** Fewest past forecasts that say anything of a model: three weeks. */
export const LEAST_WEIGHT_DAYS = 21
/** Days of past forecasts that weights are computed from by default: a discount of 0.99 leaves older ones little. */
export const WEIGHT_DAYS = 250
/** Power of the inverse loss: a model clearly worse than the best gets little say. */
const SHARPNESS = 10

/**
 * Weigh the models of a combination by what each lost in the last days; all alike where there are too few.
 *
 * @param forecasts - k models of n variances, ascending in time, element t made before day t.
 * @param realised - n variances that came.
 * @param days - most days that are looked at, from the last one back.
 * @returns k weights that sum to one.
 * @throws what {@link discountedQlikeWeights} throws.
 */
export function combinationWeights({
  forecasts,
  realised,
  days = WEIGHT_DAYS,
}: {
  forecasts: readonly Float64Array[]
  realised: Float64Array
  days?: number
}): Float64Array {
  if (realised.length < LEAST_WEIGHT_DAYS) return new Float64Array(forecasts.length).fill(1 / forecasts.length)
  const recent = (values: Float64Array) => values.subarray(-days)
  return discountedQlikeWeights({ forecasts: forecasts.map(recent), realised: recent(realised), sharpness: SHARPNESS })
}
