import { describe, expect, it } from '@jest/globals'
import { CORRELATION_COLUMNS, type CorrelationForecaster } from '../../../../bench/models/correlation/correlationColumns.js'
import { CORRELATION_LOSSES } from '../../../../bench/models/correlation/correlationLosses.js'
import type { StandardisedMarket } from '../../../../bench/models/correlation/standardisedMarket.js'
import { walkCorrelations } from '../../../../bench/models/correlation/walkCorrelations.js'
import { correlationEstimators } from '../../../../models/correlation/correlationEstimators.js'
import { normalSource } from '../../../../models/scenarios/zigguratNormals.js'

const DAYS = 150
const WINDOW = 120

function simulated(): StandardisedMarket {
  const normal = normalSource(3)
  const common = Float64Array.from({ length: DAYS }, normal)
  const residuals = [0.5, 1, 1.5].map((own) => common.map((value, t) => (1 + Math.sin(t / 12)) * value + own * normal()))
  const volatilities = residuals.map(() => new Float64Array(DAYS).fill(0.04))
  return {
    daysMs: Array.from({ length: DAYS }, (_, t) => 86_400_000 * t),
    returns: residuals.map((column) => column.map((z) => 0.04 * z)),
    volatilities,
    residuals,
  }
}

/** Every column of the piece, with all that it forecast. */
function recorded() {
  const forecasts: Record<string, (readonly Float64Array[])[]> = {}
  const columns = Object.fromEntries(
    Object.entries(CORRELATION_COLUMNS).map(([name, make]) => {
      const kept: (readonly Float64Array[])[] = []
      forecasts[name] = kept
      const recording = (): CorrelationForecaster => {
        const forecast = make()
        return (window) => {
          const matrix = forecast(window)
          kept.push(matrix)
          return matrix
        }
      }
      return [name, recording]
    }),
  )
  return { forecasts, columns }
}

describe('walkCorrelations', () => {
  it('default: one loss of each kind a day and a column, and every estimator is there', () => {
    const { daysMs, losses } = walkCorrelations({ market: simulated(), columns: CORRELATION_COLUMNS, window: WINDOW })
    expect(daysMs).toHaveLength(DAYS - WINDOW)
    expect(daysMs[0]).toBe(86_400_000 * WINDOW)
    for (const name of Object.keys(correlationEstimators)) {
      expect(Object.keys(losses).some((column) => column.startsWith(name))).toBe(true)
    }
    for (const column of Object.values(losses)) {
      for (const kind of CORRELATION_LOSSES) {
        expect(column[kind]).toHaveLength(DAYS - WINDOW)
        expect(column[kind].every(Number.isFinite)).toBe(true)
      }
    }
  })

  it('property: nothing of the day or after it enters a forecast, whatever the estimator', () => {
    const market = simulated()
    const poison = (column: Float64Array) => column.map((value, t) => (t < DAYS - 1 ? value : Number.NaN))
    const poisoned = { ...market, returns: market.returns.map(poison), residuals: market.residuals.map(poison) }
    const [expected, actual] = [recorded(), recorded()]
    walkCorrelations({ market, columns: expected.columns, window: WINDOW })
    walkCorrelations({ market: poisoned, columns: actual.columns, window: WINDOW })
    expect(actual.forecasts).toEqual(expected.forecasts)
    expect(actual.forecasts.dcc).toHaveLength(DAYS - WINDOW)
  })

  it("behavior: a fresh DCC forecasts as the estimator's own fit of the window, and then keeps its parameters for 21 days", () => {
    const { residuals, returns } = simulated()
    const windowBefore = (of: readonly Float64Array[], t: number) => of.map((column) => column.subarray(t - WINDOW, t))
    const forecast = CORRELATION_COLUMNS.dcc?.()
    const at = (t: number) => forecast?.({ residuals: windowBefore(residuals, t), returns: windowBefore(returns, t) })
    const own = (t: number) => correlationEstimators.dcc(windowBefore(residuals, t)).forecast()
    expect(at(WINDOW)).toEqual(own(WINDOW))
    for (let t = WINDOW + 1; t < WINDOW + 20; t++) at(t)
    expect(at(WINDOW + 20)).not.toEqual(own(WINDOW + 20))
    expect(at(WINDOW + 21)).toEqual(own(WINDOW + 21))
  })
})
