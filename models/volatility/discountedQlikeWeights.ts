import { InvalidParameterError } from '../returns/invalidParameterError.js'
import { InvalidSeriesValueError } from '../returns/invalidSeriesValueError.js'
import { MisalignedSeriesError } from '../returns/misalignedSeriesError.js'
import { SeriesTooShortError } from '../returns/seriesTooShortError.js'

/** Ten weeks ago weighs half of today. */
const DISCOUNT = 0.99

/**
 * Weigh models by how well they forecast lately: the inverse of the discounted sum of their QLIKE losses v/h - ln(v/h) - 1.
 *
 * @param forecasts - k models of n positive finite variances each, ascending in time; element t was made before day t.
 * @param realised - n positive finite variances of the same days.
 * @param discount - weight of a day's loss against the next day's, in (0, 1]; 0.99 by default.
 * @param sharpness - power of the inverse loss: 0 gives equal weights, 1 (the default) the inverse itself, more favours the best.
 * @returns k weights that sum to one. Models without any loss share all of it.
 * @throws {SeriesTooShortError} when there is no model or no day.
 * @throws {MisalignedSeriesError} when a model has not n forecasts.
 * @throws {InvalidSeriesValueError} when a variance is not positive and finite.
 * @throws {InvalidParameterError} when the discount or the sharpness is out of range.
 * @source Stock and Watson, Combination Forecasts of Output Growth in a Seven-Country Data Set, Journal of Forecasting 23 (2004), section
 * on discounted errors, with the QLIKE loss of Patton, Journal of Econometrics 160 (2011), in place of the squared error.
 */
export function discountedQlikeWeights({
  forecasts,
  realised,
  discount = DISCOUNT,
  sharpness = 1,
}: {
  forecasts: readonly ArrayLike<number>[]
  realised: ArrayLike<number>
  discount?: number
  sharpness?: number
}): Float64Array {
  if (!(discount > 0 && discount <= 1)) {
    throw new InvalidParameterError({ parameter: 'discount', value: discount, demand: 'above 0 and at most 1' })
  }
  if (!(sharpness >= 0 && sharpness < Infinity)) {
    throw new InvalidParameterError({ parameter: 'sharpness', value: sharpness, demand: 'finite and not negative' })
  }
  const n = realised.length
  if (forecasts.length === 0 || n === 0) {
    throw new SeriesTooShortError({
      what: 'The losses of a combination',
      observations: Math.min(forecasts.length, n),
      required: 1,
    })
  }
  const logRealised = logsOf(realised, 'Realised variances')
  const losses = forecasts.map((model, k) => {
    if (model.length !== n) throw new MisalignedSeriesError(`model ${k} has ${model.length} forecasts for ${n} days`)
    const logs = logsOf(model, `Forecasts of model ${k}`)
    let sum = 0
    for (let t = 0; t < n; t++) {
      const gap = (logRealised[t] as number) - (logs[t] as number)
      // exp(gap) - 1 - gap without cancellation; the largest loss that float64 can hold stands for a hopeless forecast.
      sum = discount * sum + Math.min(Math.abs(gap) < 1e-5 ? 0.5 * gap * gap : Math.expm1(gap) - gap, 1e300)
    }
    return sum
  })
  const smallest = Math.min(...losses)
  const raw = losses.map((loss) => (smallest === 0 ? Number(loss === 0) : (smallest / loss) ** sharpness))
  const inverses = sharpness === 0 ? raw.map(() => 1) : raw
  const total = inverses.reduce((sum, weight) => sum + weight, 0)
  return Float64Array.from(inverses, (weight) => weight / total)
}

function logsOf(values: ArrayLike<number>, what: string): Float64Array {
  return Float64Array.from(values, (value, index) => {
    if (!(value > 0 && value < Infinity)) {
      throw new InvalidSeriesValueError({ what, index, value, demand: 'positive and finite' })
    }
    return Math.log(value)
  })
}
