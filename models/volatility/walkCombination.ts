import { MisalignedSeriesError } from '../returns/misalignedSeriesError.js'
import { combineForecasts } from './combineForecasts.js'
import { discountedQlikeWeights } from './discountedQlikeWeights.js'

/** Power of the inverse loss that combinations weigh models by: one clearly worse than the best gets little say. */
export const COMBINATION_SHARPNESS = 10

/**
 * Combine variance forecasts day by day, each model weighed by how well it did on the days before.
 *
 * The combination is a geometric mean; the weights are the inverse discounted QLIKE, to a power that leaves a model clearly worse than
 * the best little say. On the first day all weigh the same.
 *
 * @param forecasts - k models of n variances, ascending in time, element t made before day t.
 * @param proxies - n variances that came.
 * @param sharpness - power of the inverse loss, as in {@link discountedQlikeWeights}.
 * @returns n combined variances; element t reads no proxy of day t or later.
 * @throws {MisalignedSeriesError} when a model has not n forecasts.
 * @throws what {@link combineForecasts} and {@link discountedQlikeWeights} throw.
 */
export function walkCombination({
  forecasts,
  proxies,
  sharpness = COMBINATION_SHARPNESS,
}: {
  forecasts: readonly Float64Array[]
  proxies: Float64Array
  sharpness?: number
}): Float64Array {
  for (const [k, { length }] of forecasts.entries()) {
    if (length !== proxies.length)
      throw new MisalignedSeriesError(`model ${k} has ${length} forecasts for ${proxies.length} days`)
  }
  return proxies.map((_, t) => {
    const variances = forecasts.map((model) => model[t] as number)
    if (t === 0) return combineForecasts({ variances })
    const weights = discountedQlikeWeights({
      forecasts: forecasts.map((model) => model.subarray(0, t)),
      realised: proxies.subarray(0, t),
      sharpness,
    })
    return combineForecasts({ variances, weights })
  })
}
