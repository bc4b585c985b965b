import { InvalidSeriesValueError } from '../errors.js'
import { requireFinite, requireSameLength } from '../statistics/require.js'

/** Quantile forecasts and what came: the input of every test of coverage. */
export interface CoverageSample {
  /** n marks in ascending time: 1 where the return was below minus the value at risk, else 0. */
  readonly violations: ArrayLike<number>
  /** n losses that were forecast, positive for a loss; element t was known before return t. */
  readonly valueAtRisk: ArrayLike<number>
  /** Forecast probability of a violation: 0.01 for a 99 % value at risk. */
  readonly violationProbability: number
}

/**
 * Count the marks of a series of violations.
 *
 * @param violations - at least `required` marks, each 0 or 1.
 * @throws {SeriesTooShortError} when there are fewer.
 * @throws {InvalidSeriesValueError} when a mark is neither 0 nor 1.
 */
export function countViolations(violations: ArrayLike<number>, required = 1): number {
  requireFinite('Violations', violations, required)
  let count = 0
  for (let index = 0; index < violations.length; index++) {
    const value = violations[index] as number
    if (value !== 0 && value !== 1) throw new InvalidSeriesValueError({ what: 'Violations', index, value, demand: '0 or 1' })
    count += value
  }
  return count
}

/**
 * Mark the returns that were worse than forecast: strictly below minus the value at risk.
 *
 * @param returns - n returns in ascending time, n >= 1.
 * @param valueAtRisk - n losses that were forecast for them, positive for a loss.
 * @returns n marks, 1 for a violation.
 * @throws {SeriesTooShortError} when there is no return.
 * @throws {MisalignedSeriesError} when the lengths differ.
 * @throws {InvalidSeriesValueError} when a value is not finite.
 */
export function valueAtRiskViolations(returns: ArrayLike<number>, valueAtRisk: ArrayLike<number>): Uint8Array {
  requireSameLength({ returns, valueAtRisk })
  requireFinite('Returns', returns)
  requireFinite('Value at risk', valueAtRisk)
  return Uint8Array.from(returns, (r, t) => (r < -(valueAtRisk[t] as number) ? 1 : 0))
}

/** Compute count x log(probability), which is 0 for a count of 0 whatever the probability. */
export function logLikelihoodTerm(count: number, probability: number): number {
  return count === 0 ? 0 : count * Math.log(probability)
}

/** What a test of forecasts says: a large statistic and a small p-value speak against the forecasts. */
export interface TestResult {
  readonly statistic: number
  /** Degrees of freedom of the chi-squared distribution that the statistic has when the forecasts are right. */
  readonly degreesOfFreedom: number
  /** Probability of a statistic at least this large when the forecasts are right, from 0 to 1. */
  readonly pValue: number
}
