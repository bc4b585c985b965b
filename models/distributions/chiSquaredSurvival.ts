import { incompleteGamma } from './incompleteGamma.js'

/**
 * Compute the probability that a chi-squared number exceeds x: the p-value of a likelihood ratio.
 *
 * @param x - not negative; infinity is allowed.
 * @param degreesOfFreedom - positive and finite.
 * @throws {InvalidParameterError} when an argument is outside those ranges.
 */
export function chiSquaredSurvival(x: number, degreesOfFreedom: number): number {
  return incompleteGamma(0.5 * degreesOfFreedom, 0.5 * x).upper
}
