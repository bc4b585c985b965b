import { minimiseFromEach } from '../../optimise/minimiseFromEach.js'
import type { FamilyName } from './families.js'
import { garchCoordinates } from './garchCoordinates.js'
import { type GarchParameters, SLOTS } from './garchParameters.js'
import { garchSample } from './garchSample.js'
import type { Initialisation, Innovations } from './garchSpec.js'
import { inUnitsOfReturns } from './garchUnits.js'
import { startingPoints } from './startingPoints.js'

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
