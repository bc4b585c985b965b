import { conditionalCoverage } from '../forecastTests/conditionalCoverage.js'
import { countViolations } from '../forecastTests/countViolations.js'
import { kupiec } from '../forecastTests/kupiec.js'
import { valueAtRiskViolations } from '../forecastTests/valueAtRiskViolations.js'
import type { ModelConfig } from '../policy/modelConfig.js'
import { logReturns } from '../returns/logReturns.js'
import type { Coverage } from './backtestResult.js'
import { walkTailLosses } from './walkTailLosses.js'

/** Fewest expected violations at which a test of their clustering says anything. */
export const MINIMUM_EXPECTED_VIOLATIONS = 5

/**
 * Walk the policy's tail loss of one day over a history and count the days that were worse.
 *
 * The losses are those of 24 h whatever `horizonHours` is: they are held against daily returns, and how the policy scales them to another
 * horizon is not judged.
 *
 * @param closes - n daily closes; the first `from + 1` only teach the model.
 * @param from - index of the close at whose end the first forecast is made, below n - 1.
 * @throws what {@link walkTailLosses} throws.
 */
export function tailCoverage({
  closes,
  from,
  config,
}: {
  closes: Float64Array
  from: number
  config: ModelConfig
}): Coverage & { readonly losses: Float64Array } {
  const probability = config.tailProbability
  const daily = { ...config, horizonHours: 24 }
  const walked = walkTailLosses({ closes: closes.subarray(0, -1), from, config: daily })
  const losses = Float64Array.from(walked, (tail) => tail.logLoss)
  const violations = valueAtRiskViolations(logReturns(closes).subarray(from), losses)
  const violationProbability = 1 - probability
  const days = violations.length
  const count = countViolations(violations)
  const expected = days * violationProbability
  return {
    losses,
    probability,
    days,
    violations: count,
    expected,
    kupiecPValue: kupiec({ observations: days, violations: count, violationProbability }).pValue,
    conditionalPValue:
      expected < MINIMUM_EXPECTED_VIOLATIONS || days < 2
        ? null
        : conditionalCoverage({ violations, violationProbability }).pValue,
  }
}
