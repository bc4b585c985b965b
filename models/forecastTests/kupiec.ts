import { InvalidParameterError } from '../errors.js'
import { chiSquaredSurvival } from '../statistics/gamma.js'
import { requireProbability } from '../statistics/require.js'
import { logLikelihoodTerm, type TestResult } from './coverageSample.js'

/**
 * Test whether violations are as frequent as forecast (proportion of failures, unconditional coverage), two-sided.
 *
 * @param observations - forecasts, a positive whole number.
 * @param violations - of them, those that the loss exceeded.
 * @param violationProbability - forecast probability of a violation: 0.01 for a 99 % value at risk.
 * @throws {InvalidParameterError} when an argument is outside its range.
 * @source Kupiec, Techniques for Verifying the Accuracy of Risk Measurement Models, Journal of Derivatives 3 (1995).
 * @example
 * import { kupiec } from 'plimsoll/models'
 *
 * kupiec({ observations: 1043, violations: 57, violationProbability: 0.05 }).statistic // 0.4614…
 */
export function kupiec({
  observations,
  violations,
  violationProbability,
}: {
  observations: number
  violations: number
  violationProbability: number
}): TestResult {
  requireProbability('violationProbability', violationProbability)
  if (!(Number.isSafeInteger(observations) && observations > 0)) {
    throw new InvalidParameterError({ parameter: 'observations', value: observations, demand: 'a positive whole number' })
  }
  if (!(Number.isSafeInteger(violations) && violations >= 0 && violations <= observations)) {
    const demand = `a whole number from 0 to ${observations}`
    throw new InvalidParameterError({ parameter: 'violations', value: violations, demand })
  }
  const held = observations - violations
  const share = violations / observations
  const forecast = logLikelihoodTerm(held, 1 - violationProbability) + logLikelihoodTerm(violations, violationProbability)
  const fitted = logLikelihoodTerm(held, 1 - share) + logLikelihoodTerm(violations, share)
  const statistic = Math.max(0, 2 * (fitted - forecast))
  return { statistic, degreesOfFreedom: 1, pValue: chiSquaredSurvival(statistic, 1) }
}
