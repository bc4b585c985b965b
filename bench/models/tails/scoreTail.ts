import { MINIMUM_EXPECTED_VIOLATIONS } from '../../../models/backtest/tailCoverage.js'
import { acerbiSzekelyZ2 } from '../../../models/forecastTests/acerbiSzekely.js'
import { conditionalCoverage } from '../../../models/forecastTests/christoffersenIndependence.js'
import { countViolations, valueAtRiskViolations } from '../../../models/forecastTests/coverageSample.js'
import { kupiec } from '../../../models/forecastTests/kupiec.js'
import { fz0Losses } from '../../../models/forecastTests/losses.js'
import type { TailForecasts } from './walkTails.js'

/** How one estimator's forecasts at one level fared on some days. */
export interface TailScore extends TailForecasts {
  readonly violations: number
  readonly kupiecPValue: number
  /** Of Christoffersen's conditional coverage; null where fewer than five violations were expected. */
  readonly conditionalPValue: number | null
  readonly z2: number
  /** One FZ0 loss a day, of value at risk and shortfall together. */
  readonly fz0: Float64Array
  /** One quantile loss a day, of the value at risk alone, in basis points of the price: (p - [return < -VaR]) (return + VaR). */
  readonly tick: Float64Array
}

/**
 * Hold forecasts against the returns that came, on the days that `isKept` keeps.
 *
 * @param returns - all returns, by the indices that `forecasts.days` holds.
 * @returns null where fewer than two days are left.
 */
export function scoreTail(
  returns: Float64Array,
  forecasts: TailForecasts,
  isKept: (day: number) => boolean = () => true,
): TailScore | null {
  const isOn = (_: number, k: number) => isKept(forecasts.days[k] as number)
  const days = forecasts.days.filter(isOn)
  if (days.length < 2) return null
  const valueAtRisk = forecasts.valueAtRisk.filter(isOn)
  const expectedShortfall = forecasts.expectedShortfall.filter(isOn)
  const came = Float64Array.from(days, (day) => returns[day] as number)
  const violationProbability = 1 - forecasts.level
  const sample = { returns: came, valueAtRisk, expectedShortfall, violationProbability }
  const marks = valueAtRiskViolations(came, valueAtRisk)
  const violations = countViolations(marks)
  return {
    level: forecasts.level,
    days,
    valueAtRisk,
    expectedShortfall,
    violations,
    kupiecPValue: kupiec({ observations: days.length, violations, violationProbability }).pValue,
    conditionalPValue:
      days.length * violationProbability < MINIMUM_EXPECTED_VIOLATIONS
        ? null
        : conditionalCoverage({ violations: marks, violationProbability }).pValue,
    z2: acerbiSzekelyZ2(sample),
    fz0: fz0Losses(sample),
    tick: came.map((r, k) => {
      const distance = r + (valueAtRisk[k] as number)
      return 10_000 * distance * (violationProbability - (distance < 0 ? 1 : 0))
    }),
  }
}
