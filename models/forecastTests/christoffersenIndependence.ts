import { InvalidParameterError } from '../errors.js'
import { chiSquaredSurvival } from '../statistics/gamma.js'
import { countViolations, type CoverageSample, logLikelihoodTerm, type TestResult } from './coverageSample.js'
import { kupiec } from './kupiec.js'

/**
 * Test whether a violation today makes one tomorrow more or less likely, against a first-order Markov chain.
 *
 * Where one of the two states never occurs the data say nothing: the statistic is 0.
 *
 * @throws {InvalidParameterError} when a count is not a whole number of at least 0.
 * @source Christoffersen, Evaluating Interval Forecasts, International Economic Review 39 (1998), equations 7 to 9.
 * @example
 * import { christoffersenIndependence } from 'plimsoll/models'
 *
 * christoffersenIndependence({ n00: 932, n01: 53, n10: 53, n11: 4 }).statistic // 0.2586…
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

/** How often each mark followed each: `n01` counts a violation after none. They sum to n - 1. */
interface TransitionCounts {
  readonly n00: number
  readonly n01: number
  readonly n10: number
  readonly n11: number
}

/**
 * Count the transitions between days with and without a violation.
 *
 * @param violations - n >= 2 marks, each 0 or 1, in ascending time.
 * @throws {SeriesTooShortError} when there are fewer than two marks.
 * @throws {InvalidSeriesValueError} when a mark is neither 0 nor 1.
 */
export function transitionCounts(violations: ArrayLike<number>): TransitionCounts {
  const total = countViolations(violations, 2)
  const last = violations.length - 1
  let n11 = 0
  for (let t = 1; t <= last; t++) n11 += (violations[t - 1] as number) * (violations[t] as number)
  const n01 = total - (violations[0] as number) - n11
  const n10 = total - (violations[last] as number) - n11
  return { n00: last - n01 - n10 - n11, n01, n10, n11 }
}

/**
 * Test at once whether violations are as frequent as forecast and do not cluster: the sum of both statistics.
 *
 * Departure: coverage counts all n marks, as is usual, while the paper conditions on the first.
 *
 * @param sample - n >= 2 marks; the value at risk itself is not read.
 * @throws {SeriesTooShortError} when there are fewer than two marks.
 * @throws {InvalidSeriesValueError} when a mark is neither 0 nor 1.
 * @throws {InvalidParameterError} when the probability is outside (0, 1).
 * @source Christoffersen, Evaluating Interval Forecasts, International Economic Review 39 (1998), section 3.3.
 */
export function conditionalCoverage({
  violations,
  violationProbability,
}: Pick<CoverageSample, 'violations' | 'violationProbability'>): TestResult {
  const independence = christoffersenIndependence(transitionCounts(violations))
  const coverage = kupiec({
    observations: violations.length,
    violations: countViolations(violations),
    violationProbability,
  })
  const statistic = coverage.statistic + independence.statistic
  return { statistic, degreesOfFreedom: 2, pValue: chiSquaredSurvival(statistic, 2) }
}
