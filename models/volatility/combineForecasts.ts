import { InvalidParameterError } from '../returns/invalidParameterError.js'
import { InvalidSeriesValueError } from '../returns/invalidSeriesValueError.js'
import { MisalignedSeriesError } from '../returns/misalignedSeriesError.js'
import { SeriesTooShortError } from '../returns/seriesTooShortError.js'

/**
 * Combine variance forecasts of one day by a weighted geometric mean.
 *
 * Logarithms of variances are nearer to normal than variances, so a single forecast gone wrong moves this mean less than an average.
 *
 * @param variances - k >= 1 positive finite forecasts.
 * @param weights - k weights that sum to one, by default equal.
 * @throws {SeriesTooShortError} when there is no forecast.
 * @throws {MisalignedSeriesError} when there are not as many weights as forecasts.
 * @throws {InvalidSeriesValueError} when a forecast is not positive and finite.
 * @throws {InvalidParameterError} when a weight is negative or the weights do not sum to one.
 * @example combineForecasts({ variances: [1, 4] }) // 2
 */
export function combineForecasts({ variances, weights }: { variances: ArrayLike<number>; weights?: ArrayLike<number> }): number {
  const count = variances.length
  if (count === 0) throw new SeriesTooShortError({ what: 'A combination of forecasts', observations: 0, required: 1 })
  if (weights !== undefined && weights.length !== count) {
    throw new MisalignedSeriesError(`${weights.length} weights for ${count} forecasts`)
  }
  let log = 0
  let total = 0
  for (let k = 0; k < count; k++) {
    const variance = variances[k] as number
    if (!(variance > 0 && variance < Infinity)) {
      throw new InvalidSeriesValueError({ what: 'Forecasts', index: k, value: variance, demand: 'positive and finite' })
    }
    const weight = weights === undefined ? 1 / count : (weights[k] as number)
    if (!(weight >= 0)) throw new InvalidParameterError({ parameter: `weights[${k}]`, value: weight, demand: 'not negative' })
    log += weight * Math.log(variance)
    total += weight
  }
  if (!(Math.abs(total - 1) < 1e-9)) {
    throw new InvalidParameterError({ parameter: 'the sum of weights', value: total, demand: 'one' })
  }
  return Math.exp(log)
}
