import { InvalidSeriesValueError } from '../returns/invalidSeriesValueError.js'
import { requireFinite } from '../returns/requireFinite.js'
import { requirePositive } from '../returns/requirePositive.js'
import { requireProbability } from '../returns/requireProbability.js'
import { requireSameLength } from '../returns/requireSameLength.js'

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
