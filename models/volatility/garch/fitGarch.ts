import { minimise } from '../../optimise/minimise.js'
import type { FamilyName } from './families.js'
import { type GarchCoordinates, garchCoordinates } from './garchCoordinates.js'
import { type GarchParameters, SLOT, SLOTS, toSlots } from './garchParameters.js'
import { type GarchSample, garchSample } from './garchSample.js'
import type { Initialisation, Innovations } from './garchSpec.js'

/** Degrees of freedom that a fit starts from. */
const STARTING_NU = 8

/** Which model is fitted, and how its recursion starts. */
export interface GarchSpec {
  readonly family: FamilyName
  readonly innovations: Innovations
  readonly initialisation: Initialisation
}

/** A fitted conditional variance model. */
export interface GarchFit {
  readonly spec: GarchSpec
  /** In the units of the returns. */
  readonly parameters: GarchParameters
  readonly logLikelihood: number
  /** Returns that it was fitted to. */
  readonly observations: number
  /** alpha + beta (GARCH), alpha + gamma / 2 + beta (GJR) or beta (EGARCH): at most 0.999999. */
  readonly persistence: number
  /** Coordinates that the likelihood would carry out of the model's range, `persistence` above all. Empty for a regular fit. */
  readonly atBound: readonly string[]
  readonly iterations: number
  /** Evaluations of the likelihood with its gradient. */
  readonly evaluations: number
}

/**
 * Fit a conditional variance model by maximum likelihood, always within its stationary region.
 *
 * @param returns - n >= 100 returns in any unit, ascending in time; parameters come out in the same unit.
 * @param spec - `sampleVariance` as initialisation reproduces the benchmark of Fiorentini, Calzolari and Panattoni; `backcast` Python's arch.
 * @param start - parameters to start from, such as those of an overlapping window; by default the best of a coarse grid.
 * @throws {SeriesTooShortError} when there are fewer than 100 returns.
 * @throws {InvalidSeriesValueError} when a return is not finite or beyond 1e150 in magnitude.
 * @throws {DegenerateSeriesError} when the returns do not vary.
 * @throws {NotConvergedError} when the likelihood still rises after 200 iterations.
 * @source Bollerslev and Wooldridge, Quasi-Maximum Likelihood Estimation and Inference in Dynamic Models with Time-Varying Covariances,
 * Econometric Reviews 11 (1992): the normal likelihood is consistent for the variance whatever the innovations.
 */
export function fitGarch({
  returns,
  spec,
  start,
}: {
  returns: Float64Array
  spec: GarchSpec
  start?: GarchParameters
}): GarchFit {
  const { innovations, initialisation } = spec
  const sample = garchSample({ returns, innovations, initialisation })
  const coordinates = garchCoordinates(spec.family, sample)
  const { point, value, isAtBound, iterations, evaluations } = minimise({
    what: `The ${spec.family} likelihood`,
    start: start === undefined ? bestStart(coordinates, sample) : startingPoint(coordinates, sample, start),
    lower: coordinates.lower,
    upper: coordinates.upper,
    ...(coordinates.family.isKinkedInMu ? { kinked: 0 } : {}),
    evaluate: coordinates.objective,
  })
  const theta = new Float64Array(SLOTS)
  coordinates.decode(point, theta)
  const observations = returns.length
  return {
    spec,
    parameters: inUnitsOfReturns(coordinates, sample, theta),
    logLikelihood: -value * observations - observations * Math.log(sample.unit),
    observations,
    persistence: coordinates.family.persistence(theta),
    atBound: coordinates.names.filter((_, i) => isAtBound[i]),
    iterations,
    evaluations,
  }
}

/** Convert parameters in their slots from scaled values to the returns. */
export function inUnitsOfReturns(coordinates: GarchCoordinates, sample: GarchSample, theta: Float64Array): GarchParameters {
  const slots = theta.slice()
  coordinates.family.rescale(slots, sample.unit)
  const [, omega, alpha, gamma, beta, nu] = slots as unknown as [number, number, number, number, number, number]
  const parameters = { mu: (slots[SLOT.mu] as number) * sample.unit, omega, alpha, gamma, beta }
  return sample.innovations === 'studentT' ? { ...parameters, nu } : parameters
}

/** Convert parameters from the returns to scaled values, in their slots. */
export function inUnitsOfSample(coordinates: GarchCoordinates, sample: GarchSample, parameters: GarchParameters): Float64Array {
  const slots = toSlots(parameters)
  slots[SLOT.mu] = parameters.mu / sample.unit
  coordinates.family.rescale(slots, 1 / sample.unit)
  return slots
}

function startingPoint(coordinates: GarchCoordinates, sample: GarchSample, start: GarchParameters): number[] {
  const nu = start.nu ?? STARTING_NU
  const point = coordinates.encode(inUnitsOfSample(coordinates, sample, { ...start, nu }))
  return point.every(Number.isFinite) ? point : bestStart(coordinates, sample)
}

function bestStart(coordinates: GarchCoordinates, sample: GarchSample): number[] {
  const theta = new Float64Array(SLOTS)
  let best: number[] = []
  let highest = -Infinity
  for (const start of coordinates.family.starts(sample)) {
    const point = [sample.mean, ...start, 1 / STARTING_NU].slice(0, coordinates.names.length)
    coordinates.decode(Float64Array.from(point), theta)
    const value = coordinates.family.logLikelihood(sample, theta)
    if (value > highest || best.length === 0) {
      highest = value
      best = point
    }
  }
  return best
}
