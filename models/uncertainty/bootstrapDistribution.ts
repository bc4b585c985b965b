import { InvalidParameterError } from '../returns/invalidParameterError.js'
import { InvalidSeriesValueError } from '../returns/invalidSeriesValueError.js'
import { stationaryBootstrap } from './stationaryBootstrap.js'

/**
 * Resample a series by the stationary bootstrap and compute a statistic of each resample.
 *
 * @param values - n >= 1 finite observations, ascending in time.
 * @param statistic - a function of n observations; the array is reused, so it must not be kept.
 * @param replications - resamples to draw, at least 1.
 * @param meanBlock - mean block length in observations, at least 1.
 * @returns the statistics in the order drawn.
 * @throws {InvalidSeriesValueError} when a value is not finite.
 * @throws {InvalidParameterError} when the series is empty or replications or meanBlock is out of range.
 * @source Politis and Romano, The Stationary Bootstrap, Journal of the American Statistical Association 89 (1994).
 */
export function bootstrapDistribution({
  values,
  statistic,
  replications,
  meanBlock,
  seed,
}: {
  values: ArrayLike<number>
  statistic: (resample: Float64Array) => number
  replications: number
  meanBlock: number
  seed: number
}): Float64Array {
  if (!(Number.isInteger(replications) && replications > 0)) {
    throw new InvalidParameterError({ parameter: 'replications', value: replications, demand: 'a positive whole number' })
  }
  const n = values.length
  for (let index = 0; index < n; index++) {
    const value = values[index] as number
    if (!Number.isFinite(value)) {
      throw new InvalidSeriesValueError({ what: 'The series of a bootstrap', index, value, demand: 'finite' })
    }
  }
  const draw = stationaryBootstrap({ length: n, meanBlock, seed })
  const resample = new Float64Array(n)
  return Float64Array.from({ length: replications }, () => {
    const indices = draw()
    for (let t = 0; t < n; t++) resample[t] = values[indices[t] as number] as number
    return statistic(resample)
  })
}
