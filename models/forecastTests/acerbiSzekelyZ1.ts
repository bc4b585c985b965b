import { DegenerateSeriesError } from '../returns/degenerateSeriesError.js'
import { checkShortfallSample, type ShortfallSample } from './shortfallSample.js'
import { valueAtRiskViolations } from './valueAtRiskViolations.js'

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
