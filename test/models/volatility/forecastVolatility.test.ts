import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { BarSeries } from '../../../models/market/barSeries.js'
import { modelConfigSchema } from '../../../models/policy/modelConfig.js'
import { meanSquare } from '../../../models/returns/meanSquare.js'
import { logReturns } from '../../../models/returns/logReturns.js'
import { forecastVolatility } from '../../../models/volatility/forecastVolatility.js'
import { varianceProxy } from '../../../models/volatility/varianceProxy.js'
import { dailySeries } from '../../support/dailySeries.js'

const config = modelConfigSchema.parse({})
const RELATIVE = 1e-12

describe('forecastVolatility', () => {
  it('default: the combination is the geometric mean of log-HAR and EWMA', () => {
    const forecast = forecastVolatility({ daily: dailySeries({ days: 400 }), config })
    expect(forecast.combinedDaily).toBe(Math.sqrt(forecast.logHarDaily * forecast.ewmaDaily))
    expect(forecast.observations).toBe(399)
  })

  it('behavior: a calm month after a storm lowers the fast forecast below the slow one', () => {
    const daily = dailySeries({ days: 500, volatility: (t) => (t < 440 ? 0.06 : 0.01) })
    const { combinedDaily, slowDaily, realisedDaily } = forecastVolatility({ daily, config })
    expect(combinedDaily).toBeLessThan(slowDaily)
    expect(realisedDaily).toBeLessThan(slowDaily)
  })

  it('behavior: one bad print moves the forecast little', () => {
    const daily = dailySeries({ days: 500 })
    const low = daily.low.map((value, i) => (i === 480 ? value * 1e-5 : value))
    const clean = forecastVolatility({ daily, config })
    const spoilt = forecastVolatility({ daily: { ...daily, low }, config })
    expect(Math.abs(spoilt.logHarDaily / clean.logHarDaily - 1)).toBeLessThan(0.3)
    expect(spoilt.ewmaDaily).toBe(clean.ewmaDaily)
  })

  it('error: SeriesTooShortError, DegenerateSeriesError, InvalidSeriesValueError', () => {
    expect(() => forecastVolatility({ daily: dailySeries({ days: 120 }), config })).toThrow(
      expect.objectContaining({ code: 'SERIES_TOO_SHORT', required: 121 }),
    )
    expect(forecastVolatility({ daily: dailySeries({ days: 121 }), config }).observations).toBe(120)
    expect(() => forecastVolatility({ daily: dailySeries({ days: 300, volatility: () => 0 }), config })).toThrow(
      expect.objectContaining({ code: 'DEGENERATE_SERIES' }),
    )
    const daily = dailySeries({ days: 300 })
    for (const column of ['open', 'high', 'low', 'close'] as const) {
      const broken: BarSeries = { ...daily, [column]: daily[column].map((x, i) => (i === 7 ? Number.NaN : x)) }
      expect(() => forecastVolatility({ daily: broken, config })).toThrow(
        expect.objectContaining({ code: 'INVALID_SERIES_VALUE', index: 7 }),
      )
    }
  })

  it('property: finite, positive, and unchanged by the unit of price', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 121, max: 300 }),
        fc.integer(),
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        (days, seed, unit) => {
          const daily = dailySeries({ days, seed })
          const scale = (column: number[]) => column.map((x) => x * unit)
          const forecast = forecastVolatility({ daily, config })
          const scaled = forecastVolatility({
            daily: {
              ...daily,
              open: scale(daily.open),
              high: scale(daily.high),
              low: scale(daily.low),
              close: scale(daily.close),
            },
            config,
          })
          for (const [key, value] of Object.entries(forecast)) {
            expect(Number.isFinite(value) && value > 0).toBe(true)
            expect(Math.abs(scaled[key as keyof typeof scaled] / value - 1)).toBeLessThan(1e-6)
          }
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('varianceProxy', () => {
  it('default: its mean is the mean squared return', () => {
    const daily = dailySeries({ days: 300 })
    const returns = logReturns(daily.close)
    const proxy = varianceProxy({ daily, returns, multiple: 20, days: 200 })
    const mean = proxy.reduce((sum, x) => sum + x, 0) / proxy.length
    expect(proxy).toHaveLength(200)
    expect(Math.abs(mean / meanSquare(returns.subarray(-200)) - 1)).toBeLessThan(RELATIVE)
  })
})
