import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import type { BarSeries } from '../../../models/market/barSeries.js'
import { modelConfigSchema } from '../../../models/policy/modelConfig.js'
import { quantileBand } from '../../../models/uncertainty/quantileBand.js'
import { forecastVolatility } from '../../../models/volatility/forecastVolatility.js'
import { BAR_VOLATILITY_MODELS } from '../../../models/volatility/registry.js'
import { dailySeries } from '../../support/dailySeries.js'
import { expectClose } from '../../support/expectClose.js'

const config = modelConfigSchema.parse({})

describe('forecastVolatility', () => {
  it('default: log-HAR and RiskMetrics 2006, combined by what they lost lately, with draws of their parameters', () => {
    const daily = dailySeries({ days: 400 })
    const { models, combinedDaily, combinedDraws, observations } = forecastVolatility({ daily, config })
    expect(models.map(({ name }) => name)).toEqual(['logHar', 'riskMetrics2006'])
    const total = models.reduce((sum, { weight }) => sum + weight, 0)
    expectClose(total, 1, 1e-12)
    expectClose(combinedDaily, Math.exp(models.reduce((sum, { daily, weight }) => sum + weight * Math.log(daily), 0)), 1e-12)
    expect(observations).toBe(399)
    expect(combinedDraws).toHaveLength(config.bandDraws)
    const { p05, p50, p95 } = quantileBand(combinedDraws)
    expect(p05 < combinedDaily && combinedDaily < p95 && p95 / p05 < 1.5).toBe(true)
    expectClose(p50, combinedDaily, 0.02)
  })

  it('behavior: one model is the forecast; equal weights are equal; a model without parameters does not vary', () => {
    const daily = dailySeries({ days: 400 })
    const forecast = (input: object) => forecastVolatility({ daily, config: modelConfigSchema.parse(input) })
    const single = forecast({ volatilityModels: ['ewma94'] })
    expectClose(single.combinedDaily, single.models[0]?.daily as number, 1e-14)
    expect(new Set(single.combinedDraws)).toEqual(new Set([single.combinedDaily]))
    const equal = forecast({ volatilityModels: ['logHar', 'gjrT', 'riskMetrics2006'], volatilityWeights: 'equal' })
    expect(equal.models.map(({ weight }) => weight)).toEqual([1 / 3, 1 / 3, 1 / 3])
  })

  it('behavior: every model that a configuration may name gives a forecast and its draws', () => {
    const daily = dailySeries({ days: 400 })
    for (const name of BAR_VOLATILITY_MODELS) {
      const { combinedDaily, combinedDraws } = forecastVolatility({
        daily,
        config: modelConfigSchema.parse({ volatilityModels: [name], bandDraws: 20 }),
      })
      expect(combinedDaily > 0 && combinedDaily < 1).toBe(true)
      expect(combinedDraws.every((draw) => draw > 0 && draw < 1)).toBe(true)
    }
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
    expect(Math.abs(spoilt.combinedDaily / clean.combinedDaily - 1)).toBeLessThan(0.3)
    const riskMetrics = (forecast: typeof clean) => forecast.models.find(({ name }) => name === 'riskMetrics2006')?.daily
    expect(riskMetrics(spoilt)).toBe(riskMetrics(clean))
  })

  it('error: SeriesTooShortError, DegenerateSeriesError, InvalidSeriesValueError', () => {
    expect(() => forecastVolatility({ daily: dailySeries({ days: 120 }), config })).toThrow(
      expect.objectContaining({ code: 'SERIES_TOO_SHORT', required: 120 }),
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
          for (const key of ['realisedDaily', 'combinedDaily', 'slowDaily'] as const) {
            expect(Number.isFinite(forecast[key]) && forecast[key] > 0).toBe(true)
            expect(Math.abs(scaled[key] / forecast[key] - 1)).toBeLessThan(1e-6)
          }
          expect(forecast.combinedDraws.every((draw) => Number.isFinite(draw) && draw > 0)).toBe(true)
        },
      ),
      { numRuns: 40 },
    )
  })
})
