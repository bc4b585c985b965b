import { DegenerateSeriesError, InvalidSeriesValueError } from '../errors.js'
import { requireFinite, requirePositive, requireProbability, requireSameLength } from '../statistics/require.js'
import { valueAtRiskViolations } from './coverageSample.js'

/** Forecasts of value at risk and expected shortfall, and what came. */
export interface ShortfallSample {
  /** n >= 1 returns in ascending time. */
  readonly returns: ArrayLike<number>
  /** n losses forecast for them, positive for a loss. */
  readonly valueAtRisk: ArrayLike<number>
  /** n mean losses forecast beyond the value at risk: positive, and not below it. */
  readonly expectedShortfall: ArrayLike<number>
  /** Forecast probability of a violation: 0.025 for a 97.5 % shortfall. */
  readonly violationProbability: number
}

/**
 * Check a sample of shortfall forecasts.
 *
 * @throws {SeriesTooShortError} when there is no return.
 * @throws {MisalignedSeriesError} when the lengths differ.
 * @throws {InvalidSeriesValueError} when a value is not finite, a shortfall not positive or below its value at risk.
 * @throws {InvalidParameterError} when the probability is outside (0, 1).
 */
export function checkShortfallSample(sample: ShortfallSample): void {
  const { returns, valueAtRisk, expectedShortfall, violationProbability } = sample
  requireProbability('violationProbability', violationProbability)
  requireSameLength({ returns, valueAtRisk, expectedShortfall })
  requireFinite('Returns', returns)
  requireFinite('Value at risk', valueAtRisk)
  requirePositive('Expected shortfall', expectedShortfall)
  for (let index = 0; index < returns.length; index++) {
    const value = expectedShortfall[index] as number
    const least = valueAtRisk[index] as number
    if (value < least) {
      const demand = `at least the value at risk, ${least}`
      throw new InvalidSeriesValueError({ what: 'Expected shortfall', index, value, demand })
    }
  }
}

/**
 * Compare losses beyond the value at risk with the forecast shortfall, given that they happened: mean of r / ES over violations, plus 1.
 *
 * @returns 0 in expectation when the forecasts are right; below 0 when losses are larger than forecast.
 * @throws {DegenerateSeriesError} when no return is beyond its value at risk, or a ratio is too large for a float64.
 * @throws as `checkShortfallSample`.
 * @source Acerbi and Szekely, Backtesting Expected Shortfall, Risk (December 2014), test 1.
 */
export function acerbiSzekelyZ1(sample: ShortfallSample): number {
  checkShortfallSample(sample)
  const { returns, valueAtRisk, expectedShortfall } = sample
  const violations = valueAtRiskViolations(returns, valueAtRisk)
  let count = 0
  let sum = 0
  for (const [t, mark] of violations.entries()) {
    if (mark === 0) continue
    count++
    sum += (returns[t] as number) / (expectedShortfall[t] as number)
  }
  if (count === 0) throw new DegenerateSeriesError({ what: 'Acerbi-Szekely Z1', reason: 'no return is beyond its value at risk' })
  if (!Number.isFinite(sum)) throw new DegenerateSeriesError({ what: 'Acerbi-Szekely Z1', reason: 'a ratio overflows' })
  return sum / count + 1
}

/**
 * Compare the frequency and size of losses beyond the value at risk with their forecast: sum of r / ES over violations, divided by
 * their expected number, plus 1.
 *
 * @returns 0 in expectation when the forecasts are right, 1 without a violation; over 250 days at 97.5 % about -0.7 is the 5 % critical value and -1.8
 * the 0.01 % one for tails from Student's t(3) to the normal. `simulatedPValue` gives the exact one.
 * @throws {DegenerateSeriesError} when a ratio is too large for a float64.
 * @throws as `checkShortfallSample`.
 * @source Acerbi and Szekely, Backtesting Expected Shortfall, Risk (December 2014), test 2.
 */
export function acerbiSzekelyZ2(sample: ShortfallSample): number {
  checkShortfallSample(sample)
  const { returns, valueAtRisk, expectedShortfall, violationProbability } = sample
  const violations = valueAtRiskViolations(returns, valueAtRisk)
  let sum = 0
  for (const [t, mark] of violations.entries()) {
    if (mark === 1) sum += (returns[t] as number) / (expectedShortfall[t] as number)
  }
  const statistic = sum / (returns.length * violationProbability) + 1
  if (!Number.isFinite(statistic)) throw new DegenerateSeriesError({ what: 'Acerbi-Szekely Z2', reason: 'a ratio overflows' })
  return statistic
}
