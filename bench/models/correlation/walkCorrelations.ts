import { meanSquare } from '../../../models/statistics/meanSquare.js'
import type { CorrelationForecaster } from './correlationColumns.js'
import { CORRELATION_LOSSES, type CorrelationLoss, correlationLosses } from './correlationLosses.js'
import type { StandardisedMarket } from './standardisedMarket.js'

/** Losses of every column on the same days. */
export interface CorrelationWalk {
  /** Opening instants of the n days that were forecast, ascending. */
  readonly daysMs: readonly number[]
  /** By column, n losses of each kind. */
  readonly losses: Readonly<Record<string, Readonly<Record<keyof CorrelationLoss, Float64Array>>>>
}

/**
 * Forecast each day's correlations from the `window` days before it alone, and score them all on the same volatilities.
 *
 * The volatilities are scaled so that the residuals of the window have mean square 1: a volatility that is too low would favour correlations
 * that are too low.
 */
export function walkCorrelations({
  market,
  columns,
  window,
}: {
  market: StandardisedMarket
  columns: Readonly<Record<string, () => CorrelationForecaster>>
  window: number
}): CorrelationWalk {
  const { daysMs, returns, volatilities, residuals } = market
  const days = Math.max(0, daysMs.length - window)
  const before = (of: readonly Float64Array[], t: number) => of.map((column) => column.subarray(t - window, t))
  const calibrated = Array.from({ length: days }, (_, k) => {
    const scales = before(residuals, window + k).map((column) => Math.sqrt(meanSquare(column)))
    return Float64Array.from(volatilities, (column, i) => (column[window + k] as number) * (scales[i] as number))
  })
  const scored = Object.entries(columns).map(([name, make]) => {
    const forecast = make()
    const losses = calibrated.map((scaled, k) => {
      const t = window + k
      const correlation = forecast({ returns: before(returns, t), residuals: before(residuals, t) })
      const came = Float64Array.from(returns, (column) => column[t] as number)
      return correlationLosses({ correlation, returns: came, volatilities: scaled })
    })
    const byKind = CORRELATION_LOSSES.map((kind) => [kind, Float64Array.from(losses, (loss) => loss[kind])] as const)
    return [name, Object.fromEntries(byKind) as Record<keyof CorrelationLoss, Float64Array>] as const
  })
  return { daysMs: daysMs.slice(window), losses: Object.fromEntries(scored) }
}
