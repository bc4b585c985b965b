import { logReturns } from '../data/logReturns.js'
import { InvalidParameterError } from '../errors.js'
import { conditionalCoverage } from '../forecastTests/christoffersenIndependence.js'
import { countViolations, valueAtRiskViolations } from '../forecastTests/coverageSample.js'
import { kupiec } from '../forecastTests/kupiec.js'
import type { ModelConfig } from '../policy/modelConfig.js'
import { tailLoss, type TailLoss } from '../tail/tailLoss.js'
import type { Coverage } from './backtestResult.js'

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

/**
 * Estimate the policy's tail loss at the end of each day from the closes up to it alone.
 *
 * @param closes - n daily closes in ascending time.
 * @param from - index of the first close whose day is estimated.
 * @param config - as {@link tailLoss} reads it.
 * @returns n - from estimates: element k knows the closes 0 to from + k and speaks of the return after them.
 * @throws {InvalidParameterError} when `from` is no index of a close.
 * @throws {SeriesTooShortError} when fewer closes than the tail model needs come before; as {@link tailLoss} otherwise.
 */
export function walkTailLosses({
  closes,
  from,
  config,
}: {
  closes: Float64Array
  from: number
  config: ModelConfig
}): TailLoss[] {
  if (!(Number.isInteger(from) && from >= 0 && from < closes.length)) {
    const demand = `a whole number from 0 to ${closes.length - 1}`
    throw new InvalidParameterError({ parameter: 'from', value: from, demand })
  }
  return Array.from({ length: closes.length - from }, (_, k) => tailLoss({ closes: closes.subarray(0, from + k + 1), config }))
}
