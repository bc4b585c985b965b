import { MisalignedSeriesError } from '../returns/misalignedSeriesError.js'
import { combinationWeights } from './combinationWeights.js'
import { combineForecasts } from './combineForecasts.js'

/**
 * Combine variance forecasts day by day as the policy does: a geometric mean, each model weighed by how well it did on the days before.
 *
 * @param forecasts - k models of n variances, ascending in time, element t made before day t.
 * @param proxies - n variances that came.
 * @returns n combined variances; element t reads no proxy of day t or later.
 * @throws {MisalignedSeriesError} when a model has not n forecasts.
 * @throws what {@link combineForecasts} and {@link combinationWeights} throw.
 */
export function walkCombination({
  forecasts,
  proxies,
}: {
  forecasts: readonly Float64Array[]
  proxies: Float64Array
}): Float64Array {
  for (const [k, { length }] of forecasts.entries()) {
    if (length !== proxies.length)
      throw new MisalignedSeriesError(`model ${k} has ${length} forecasts for ${proxies.length} days`)
  }
  return proxies.map((_, t) => {
    const weights = combinationWeights({
      forecasts: forecasts.map((model) => model.subarray(0, t)),
      realised: proxies.subarray(0, t),
    })
    return combineForecasts({ variances: forecasts.map((model) => model[t] as number), weights })
  })
}
