import { chiSquaredSurvival } from '../distributions/chiSquaredSurvival.js'
import { christoffersenIndependence } from './christoffersenIndependence.js'
import { countViolations } from './countViolations.js'
import type { CoverageSample } from './coverageSample.js'
import { kupiec } from './kupiec.js'
import type { TestResult } from './testResult.js'
import { transitionCounts } from './transitionCounts.js'

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
