import { DegenerateSeriesError } from '../../returns/degenerateSeriesError.js'
import { InvalidSeriesValueError } from '../../returns/invalidSeriesValueError.js'
import { SeriesTooShortError } from '../../returns/seriesTooShortError.js'
import type { Initialisation, Innovations } from './garchSpec.js'

/** Fewest returns that a conditional variance model is fitted to: some 20 an estimated parameter. */
export const GARCH_MINIMUM_OBSERVATIONS = 100

/** Beyond this, and below its inverse, squares leave the range of a float64. */
const LARGEST = 1e150

const BACKCAST_DAYS = 75
const BACKCAST_DECAY = 0.94

/** Returns as the likelihoods read them: of standard deviation about one. */
export interface GarchSample {
  /** n returns divided by `unit`. */
  readonly values: Float64Array
  /** Power of two near the standard deviation: dividing by it is exact. */
  readonly unit: number
  /** Mean and variance of `values`. */
  readonly mean: number
  readonly variance: number
  /** Presample variance of the `backcast` initialisation. */
  readonly backcast: number
  readonly initialisation: Initialisation
  readonly innovations: Innovations
}

/**
 * Check returns and scale them for a likelihood.
 *
 * @param returns - n finite returns, in any unit.
 * @param required - fewest returns.
 * @throws {SeriesTooShortError} when there are fewer.
 * @throws {InvalidSeriesValueError} when a return is not finite or beyond 1e150 in magnitude.
 * @throws {DegenerateSeriesError} when the returns do not vary, or by less than 1e-150.
 */
export function garchSample({
  returns,
  innovations,
  initialisation,
  required = GARCH_MINIMUM_OBSERVATIONS,
}: {
  returns: Float64Array
  innovations: Innovations
  initialisation: Initialisation
  required?: number
}): GarchSample {
  const n = returns.length
  if (n < required) throw new SeriesTooShortError({ what: 'A conditional variance model', observations: n, required })
  const bad = returns.findIndex((value) => !(Math.abs(value) <= LARGEST))
  if (bad >= 0) {
    const demand = `finite and at most ${LARGEST} in magnitude`
    throw new InvalidSeriesValueError({ what: 'Returns', index: bad, value: returns[bad] as number, demand })
  }
  const deviation = Math.sqrt(momentsOf(returns).variance)
  const largest = returns.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  // Deviations from the mean that are its own rounding, one a term: the returns are one number.
  if (!(deviation > 1 / LARGEST && deviation > n * Number.EPSILON * largest)) {
    throw new DegenerateSeriesError({ what: 'A conditional variance model', reason: `the ${n} returns do not vary` })
  }
  const unit = 2 ** Math.round(Math.log2(deviation))
  const values = returns.map((value) => value / unit)
  const { mean, variance } = momentsOf(values)
  return { values, unit, mean, variance, backcast: backcastOf(values, mean), initialisation, innovations }
}

function momentsOf(values: Float64Array): { mean: number; variance: number } {
  const n = values.length
  let mean = 0
  for (let t = 0; t < n; t++) mean += (values[t] as number) / n
  let variance = 0
  for (let t = 0; t < n; t++) variance += ((values[t] as number) - mean) ** 2 / n
  return { mean, variance }
}

function backcastOf(values: Float64Array, mean: number): number {
  let weight = 1
  let weights = 0
  let sum = 0
  for (let t = 0; t < Math.min(BACKCAST_DAYS, values.length); t++) {
    sum += weight * ((values[t] as number) - mean) ** 2
    weights += weight
    weight *= BACKCAST_DECAY
  }
  // A standstill at the start would begin the recursion at zero variance.
  return Math.max(sum / weights, 1e-6)
}
