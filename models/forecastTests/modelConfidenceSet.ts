import { InvalidParameterError } from '../errors.js'
import { stationaryBootstrap } from '../statistics/bootstrap.js'
import { requireFinite, requireProbability, requireSameLength } from '../statistics/require.js'

// A standard deviation this small beside the losses is their rounding: the models are the same, or differ by a constant.
const ROUNDING = 1e-13

/** The models that cannot be told from the best. */
export interface ModelConfidenceSet {
  /** One for each model: the smallest size at which it leaves the set; the last model standing has 1. */
  readonly pValues: Float64Array
  /** Indices of the models whose p-value exceeds the size, ascending. */
  readonly members: readonly number[]
  /** Indices of all models, the first to leave first. */
  readonly eliminationOrder: readonly number[]
}

/** What a model confidence set is made from. */
export interface ModelConfidenceSetInputs {
  /** k >= 1 columns of n >= 2 losses each, aligned in time. */
  readonly losses: readonly ArrayLike<number>[]
  /** Probability that the best model is left out, in (0, 1). */
  readonly size: number
  /** `range`: largest t-statistic of all pairs; `max`: largest of a model against the mean of the set. */
  readonly statistic?: 'range' | 'max'
  readonly replications?: number
  /** Mean block of the stationary bootstrap; sqrt(n) by default. */
  readonly meanBlock?: number
  readonly seed: number
  /** Source of resamples (n indices each); the seeded stationary bootstrap by default. */
  readonly drawResample?: () => ArrayLike<number>
}

/**
 * Find the set of models that holds the best one with probability 1 - size, by eliminating the worst until equality is not rejected.
 *
 * Models with identical losses leave together with the p-value of their equals.
 *
 * @throws {SeriesTooShortError} when there is no model or fewer than two losses.
 * @throws {MisalignedSeriesError} when the columns differ in length.
 * @throws {InvalidSeriesValueError} when a loss is not finite.
 * @throws {InvalidParameterError} when the size, the replications or the mean block are outside their range.
 * @source Hansen, Lunde and Nason, The Model Confidence Set, Econometrica 79 (2011), sections 3.1.2 and 3.2, T_R and T_max.
 */
export function modelConfidenceSet(inputs: ModelConfidenceSetInputs): ModelConfidenceSet {
  const { losses, size, statistic = 'range', replications = 1_000, seed } = inputs
  requireProbability('size', size)
  if (!(Number.isSafeInteger(replications) && replications > 0)) {
    throw new InvalidParameterError({ parameter: 'replications', value: replications, demand: 'a positive whole number' })
  }
  requireFinite(
    'Models of a confidence set',
    losses.map((_, i) => i),
  )
  requireSameLength(Object.fromEntries(losses.map((column, i) => [`model ${i}`, column])))
  let unit = 0
  for (const [i, column] of losses.entries()) {
    requireFinite(`Losses of model ${i}`, column, 2)
    for (let t = 0; t < column.length; t++) unit = Math.max(unit, Math.abs(column[t] as number))
  }
  const columns = losses.map((column) => Float64Array.from(column, (value) => (unit === 0 ? 0 : value / unit)))
  const n = (columns[0] as Float64Array).length
  const { meanBlock = Math.max(1, Math.floor(Math.sqrt(n))) } = inputs
  const draw = inputs.drawResample ?? stationaryBootstrap({ length: n, meanBlock, seed })
  const means = columns.map(meanOf)
  const errors = Array.from({ length: replications }, () => {
    const resample = draw()
    return Float64Array.from(columns, (column, i) => resampledMean(column, resample) - (means[i] as number))
  })
  const worst = statistic === 'range' ? worstByRange : worstByMax
  let included = columns.map((_, i) => i)
  const eliminationOrder: number[] = []
  const pValues = new Float64Array(columns.length)
  let pValue = 0
  while (included.length > 1) {
    const step = worst(included, means, errors)
    pValue = Math.max(pValue, step.pValue)
    pValues[step.model] = pValue
    eliminationOrder.push(step.model)
    included = included.filter((i) => i !== step.model)
  }
  const best = included[0] as number
  pValues[best] = 1
  eliminationOrder.push(best)
  return { pValues, members: columns.flatMap((_, i) => ((pValues[i] as number) > size ? [i] : [])), eliminationOrder }
}

interface Step {
  readonly model: number
  readonly pValue: number
}

function worstByRange(included: readonly number[], means: readonly number[], errors: readonly Float64Array[]): Step {
  const simulated = new Float64Array(errors.length)
  let observed = -Infinity
  let model = included[0] as number
  for (const i of included) {
    for (const j of included) {
      if (i === j) continue
      const gaps = errors.map((error) => (error[i] as number) - (error[j] as number))
      const deviation = rootMeanSquare(gaps)
      const t = ratio((means[i] as number) - (means[j] as number), deviation)
      if (t > observed) [observed, model] = [t, i]
      for (const [b, gap] of gaps.entries()) simulated[b] = Math.max(simulated[b] as number, ratio(gap, deviation))
    }
  }
  return { model, pValue: shareAbove(simulated, observed) }
}

function worstByMax(included: readonly number[], means: readonly number[], errors: readonly Float64Array[]): Step {
  const average = (values: ArrayLike<number>) => included.reduce((sum, i) => sum + (values[i] as number), 0) / included.length
  const centre = average(means)
  const centres = errors.map(average)
  const simulated = new Float64Array(errors.length).fill(-Infinity)
  let observed = -Infinity
  let model = included[0] as number
  for (const i of included) {
    const gaps = errors.map((error, b) => (error[i] as number) - (centres[b] as number))
    const deviation = rootMeanSquare(gaps)
    const t = ratio((means[i] as number) - centre, deviation)
    if (t > observed) [observed, model] = [t, i]
    for (const [b, gap] of gaps.entries()) simulated[b] = Math.max(simulated[b] as number, ratio(gap, deviation))
  }
  return { model, pValue: shareAbove(simulated, observed) }
}

function ratio(gap: number, deviation: number): number {
  if (deviation > ROUNDING) return gap / deviation
  return Math.abs(gap) <= ROUNDING ? 0 : Math.sign(gap) * Infinity
}

function shareAbove(simulated: Float64Array, observed: number): number {
  // Identical models: nothing to tell apart, nothing to reject.
  if (observed === 0) return 1
  return simulated.reduce((count, value) => count + (value > observed ? 1 : 0), 0) / simulated.length
}

function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)
}

function meanOf(column: Float64Array): number {
  return column.reduce((sum, value) => sum + value, 0) / column.length
}

function resampledMean(column: Float64Array, resample: ArrayLike<number>): number {
  let sum = 0
  for (let t = 0; t < resample.length; t++) sum += column[resample[t] as number] as number
  return sum / resample.length
}
