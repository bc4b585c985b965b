import { DegenerateSeriesError } from '../returns/degenerateSeriesError.js'
import { checkShortfallSample, type ShortfallSample } from './shortfallSample.js'
import { valueAtRiskViolations } from './valueAtRiskViolations.js'

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
