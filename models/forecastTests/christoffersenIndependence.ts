import { chiSquaredSurvival } from '../distributions/chiSquaredSurvival.js'
import { InvalidParameterError } from '../returns/invalidParameterError.js'
import { logLikelihoodTerm } from './logLikelihoodTerm.js'
import type { TestResult } from './testResult.js'
import type { TransitionCounts } from './transitionCounts.js'

/**
 * Test whether a violation today makes one tomorrow more or less likely, against a first-order Markov chain.
 *
 * Where one of the two states never occurs the data say nothing: the statistic is 0.
 *
 * @throws {InvalidParameterError} when a count is not a whole number of at least 0.
 * @source Christoffersen, Evaluating Interval Forecasts, International Economic Review 39 (1998), equations 7 to 9.
 * @example christoffersenIndependence({ n00: 932, n01: 53, n10: 53, n11: 4 }).statistic // 0.2586…
 */
export function christoffersenIndependence(counts: TransitionCounts): TestResult {
  for (const [parameter, value] of Object.entries(counts)) {
    if (!(Number.isSafeInteger(value) && value >= 0)) {
      throw new InvalidParameterError({ parameter, value, demand: 'a whole number of at least 0' })
    }
  }
  const { n00, n01, n10, n11 } = counts
  const common = bernoulli(n00 + n10, n01 + n11)
  const statistic = Math.max(0, 2 * (bernoulli(n00, n01) + bernoulli(n10, n11) - common))
  return { statistic, degreesOfFreedom: 1, pValue: chiSquaredSurvival(statistic, 1) }
}

/** Highest log likelihood of counts of two outcomes. */
function bernoulli(failures: number, successes: number): number {
  const total = failures + successes
  return logLikelihoodTerm(failures, failures / total) + logLikelihoodTerm(successes, successes / total)
}
