import { DegenerateSeriesError, InvalidSeriesValueError, SeriesTooShortError } from '../../errors.js'
import { type Initialisation, type Innovations, SLOT } from './garchSpec.js'

const TURN = 0.01

/**
 * Tell at which distance from a persistence of one the level coordinate turns from long-run (log) variance to intercept.
 *
 * Far from one the data fix the long-run variance omega / (1 - p) and leave omega and p to trade off along a curve; close to one they fix
 * omega. The level omega / (1 - p + 0.01) is straight in both cases: a search in omega needs ten times the steps. A recursion that starts
 * at its long-run variance depends on that all the way to one.
 */
export function turnOf({ initialisation }: Pick<GarchSample, 'initialisation'>): number {
  return initialisation === 'unconditional' ? 0 : TURN
}

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

/**
 * Compute the presample variance of a sample about mu, where the initialisation reads the data only.
 *
 * @param slopeMu - receives the derivative with respect to mu in its slot.
 */
function presampleVariance(sample: GarchSample, mu: number, slopes: Float64Array): number {
  slopes.fill(0)
  if (sample.initialisation === 'backcast') return sample.backcast
  const offset = sample.mean - mu
  slopes[SLOT.mu] = -2 * offset
  return sample.variance + offset * offset
}

/**
 * Compute the first conditional variance of GARCH and GJR and its derivatives: h(1) = omega + P h(0) with P the persistence, the
 * presample residual being as large as its variance and negative half of the time.
 *
 * @param theta - parameters in their slots.
 * @param slopes - receives the derivative with respect to each slot.
 */
export function firstVariance(sample: GarchSample, theta: Float64Array, slopes: Float64Array): number {
  const omega = theta[SLOT.omega] as number
  const persistence = (theta[SLOT.alpha] as number) + 0.5 * (theta[SLOT.gamma] as number) + (theta[SLOT.beta] as number)
  if (sample.initialisation === 'unconditional') {
    const variance = omega / (1 - persistence)
    const slope = variance / (1 - persistence)
    slopes.fill(0)
    slopes[SLOT.omega] = 1 / (1 - persistence)
    slopes[SLOT.alpha] = slope
    slopes[SLOT.gamma] = 0.5 * slope
    slopes[SLOT.beta] = slope
    return variance
  }
  const presample = presampleVariance(sample, theta[SLOT.mu] as number, slopes)
  slopes[SLOT.mu] = persistence * (slopes[SLOT.mu] as number)
  slopes[SLOT.omega] = 1
  slopes[SLOT.alpha] = presample
  slopes[SLOT.gamma] = 0.5 * presample
  slopes[SLOT.beta] = presample
  return omega + persistence * presample
}

/** Compute the first log variance of EGARCH and its derivatives: omega + beta ln h(0), the presample shock being zero. */
export function firstLogVariance(sample: GarchSample, theta: Float64Array, slopes: Float64Array): number {
  const omega = theta[SLOT.omega] as number
  const beta = theta[SLOT.beta] as number
  if (sample.initialisation === 'unconditional') {
    slopes.fill(0)
    slopes[SLOT.omega] = 1 / (1 - beta)
    slopes[SLOT.beta] = omega / (1 - beta) ** 2
    return omega / (1 - beta)
  }
  const presample = presampleVariance(sample, theta[SLOT.mu] as number, slopes)
  slopes[SLOT.mu] = (beta * (slopes[SLOT.mu] as number)) / presample
  slopes[SLOT.omega] = 1
  slopes[SLOT.beta] = Math.log(presample)
  return omega + beta * Math.log(presample)
}
