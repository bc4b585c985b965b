import { InvalidParameterError, InvalidSeriesValueError, MisalignedSeriesError, SeriesTooShortError } from '../errors.js'

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
 * @example
 * import { combineForecasts } from 'plimsoll/models'
 *
 * combineForecasts({ variances: [1, 4] }) // 2
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
