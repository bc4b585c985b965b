import { minimiseFromEach } from '../../statistics/minimise.js'
import type { FamilyName } from './families.js'
import { garchCoordinates, type GarchCoordinates } from './garchCoordinates.js'
import { garchSample, type GarchSample } from './garchSample.js'
import { type GarchParameters, type Initialisation, type Innovations, SLOTS } from './garchSpec.js'
import { inUnitsOfReturns, inUnitsOfSample } from './garchUnits.js'

/** Degrees of freedom that a fit starts from. */
const STARTING_NU = 8
/** Persistences between which a likelihood tends to have maxima of its own: short memory, the usual, nearly integrated. */
const BASINS = [-Infinity, 0.75, 0.95]

/**
 * Choose where a fit begins: the likeliest point of the family's grid in each range of persistence, the likeliest of all first.
 *
 * @param start - parameters in the units of the returns: then they come first, and only the likeliest of the grid with them.
 * @returns points in the coordinates of the fit, at least one.
 */
function startingPoints(coordinates: GarchCoordinates, sample: GarchSample, start?: GarchParameters): number[][] {
  const theta = new Float64Array(SLOTS)
  const best = new Map<number, { point: number[]; value: number }>()
  for (const tail of coordinates.family.starts(sample)) {
    const point = [sample.mean, ...tail, 1 / STARTING_NU].slice(0, coordinates.names.length)
    coordinates.decode(Float64Array.from(point), theta)
    const value = coordinates.family.logLikelihood(sample, theta)
    const persistence = coordinates.family.persistence(theta)
    const basin = BASINS.findLastIndex((from) => persistence >= from)
    const known = best.get(basin)
    if (known === undefined || !(value <= known.value)) best.set(basin, { point, value: Number.isNaN(value) ? -Infinity : value })
  }
  const points = [...best.values()].sort((a, b) => b.value - a.value).map(({ point }) => point)
  if (start === undefined) return points
  const nu = start.nu ?? STARTING_NU
  const given = coordinates.encode(inUnitsOfSample(coordinates, sample, { ...start, nu }))
  return [...(given.every(Number.isFinite) ? [given] : []), ...points.slice(0, 1)]
}

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
 * The likelihood can have several maxima, on short series above all: the search begins in up to three places and the highest counts.
 *
 * @param start - parameters to begin from too, such as those of an overlapping window: then in that place and the best of the grid's only.
 * @throws {SeriesTooShortError} when there are fewer than 100 returns.
 * @throws {InvalidSeriesValueError} when a return is not finite or beyond 1e150 in magnitude.
 * @throws {DegenerateSeriesError} when the returns do not vary.
 * @throws {NotConvergedError} when the likelihood still rises after 200 iterations, wherever the search began.
 * @source Bollerslev and Wooldridge, Quasi-Maximum Likelihood Estimation and Inference in Dynamic Models with Time-Varying Covariances,
 * Econometric Reviews 11 (1992): the normal likelihood is consistent for the variance whatever the innovations.
 * @example
 * import { fitGarch } from 'plimsoll/models'
 *
 * // A calm year, then a wild one: the unit is a percent.
 * const returns = Float64Array.from({ length: 730 }, (_, day) => (day < 365 ? 1 : 3) * Math.sin(day * day))
 * const spec = { family: 'garch', innovations: 'normal', initialisation: 'backcast' }
 * const { parameters } = fitGarch({ returns, spec })
 * parameters.alpha + parameters.beta < 1 // true
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
  const { point, value, isAtBound, iterations, evaluations } = minimiseFromEach(startingPoints(coordinates, sample, start), {
    what: `The ${spec.family} likelihood`,
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
