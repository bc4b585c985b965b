import { describe, expect, it } from '@jest/globals'
import type { BarSeries } from '../../../models/data/barSeries.js'
import { logReturns } from '../../../models/data/logReturns.js'
import { modelConfigSchema } from '../../../models/policy/modelConfig.js'
import { quantileBand } from '../../../models/statistics/bootstrap.js'
import { logHar, scaleToReturns } from '../../../models/volatility/fitLogHar.js'
import { forecastVolatility } from '../../../models/volatility/forecastVolatility.js'
import { rangeVariances } from '../../../models/volatility/realisedEstimators.js'
import { BAR_VOLATILITY_MODELS } from '../../../models/volatility/registry.js'
import { dailySeries } from '../../support/dailySeries.js'
import { expectClose } from '../../support/expectClose.js'
import fc from '../../support/fastCheck.js'

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

  it('behavior: every model that reads bars alone gives a forecast and its draws', () => {
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

describe('forecastVolatility with implied volatility', () => {
  const daily = dailySeries({ days: 600 })
  const { openTimesMs } = daily
  /** What the generator draws from, a day ahead and with noise: options know more than the past does. */
  const sigma = (day: number) => 0.03 * (1.2 + Math.sin((day + 1) / 30)) * (1 + 0.05 * Math.sin(7 * day))
  const impliedOf = (days: number, of = sigma) => ({
    source: 'dvol',
    horizonDays: 30,
    openTimesMs: openTimesMs.slice(-days),
    annual: openTimesMs.map((_, day) => of(day) * Math.sqrt(365)).slice(-days),
  })
  const forecast = (models: readonly string[], implied?: ReturnType<typeof impliedOf>, over: object = {}) =>
    forecastVolatility({ daily, implied, config: modelConfigSchema.parse({ volatilityModels: models, ...over }) })

  it('default: the index is a regressor, beside the other models and with draws of its own', () => {
    const { models, implied, combinedDaily, combinedDraws } = forecast(['logHarImplied', 'riskMetrics2006'], impliedOf(400))
    expect(models.map(({ name }) => name)).toEqual(['logHarImplied', 'riskMetrics2006'])
    const plain = forecast(['logHar', 'riskMetrics2006'])
    expect(implied).toEqual({
      isUsed: true,
      source: 'dvol',
      horizonDays: 30,
      annual: sigma(599) * Math.sqrt(365),
      days: 400,
      withoutDaily: plain.combinedDaily,
    })
    expect(plain.implied).toBeNull()
    expect(combinedDaily).not.toBe(plain.combinedDaily)
    expect(models[0]?.weight).toBeGreaterThan(plain.models[0]?.weight as number)
    const { p05, p50, p95 } = quantileBand(combinedDraws)
    expect(p05 < combinedDaily && combinedDaily < p95 && p95 / p05 < 1.5).toBe(true)
    expectClose(p50, combinedDaily, 0.02)
  })

  it('behavior: the regression is that of the days in common, and its unit does not matter', () => {
    const alone = forecast(['logHarImplied'], impliedOf(200))
    const returns = Float64Array.from({ length: 200 }, (_, i) =>
      Math.log((daily.close[400 + i] ?? 0) / (daily.close[399 + i] ?? 0)),
    )
    const all = logReturns(daily.close)
    const ranges = rangeVariances(daily, config.winsoriseMultiple).subarray(1)
    const scale = scaleToReturns(all, ranges)
    const { variance } = logHar({
      returns,
      variances: ranges.subarray(-200).map((value) => value * scale),
      impliedVariances: Float64Array.from({ length: 200 }, (_, i) => 1e4 * sigma(400 + i) ** 2),
    })
    expectClose(alone.combinedDaily, Math.sqrt(variance), 1e-9)
  })

  it.each([
    ['none', undefined, 'hold none'],
    ['too few days', impliedOf(119), '119'],
    ['one that an estimator refuses', impliedOf(300, () => Number.NaN), 'positive and finite'],
    ['one of zeros', impliedOf(300, () => 0), 'positive and finite'],
  ])('behavior: with %s, log-HAR stands for it, bit for bit and never twice', (_, implied, because) => {
    for (const [models, plain] of [
      [
        ['logHarImplied', 'riskMetrics2006'],
        ['logHar', 'riskMetrics2006'],
      ],
      [
        ['logHarImplied', 'logHar', 'gjrT'],
        ['logHar', 'gjrT'],
      ],
    ] as const) {
      const { implied: use, ...rest } = forecast(models, implied, { bandDraws: 20 })
      const { implied: none, ...expected } = forecast(plain, undefined, { bandDraws: 20 })
      expect(rest).toEqual(expected)
      expect(none).toBeNull()
      expect(use).toEqual({ isUsed: false, because: expect.stringContaining(because) })
    }
  })

  it('behavior: from its fewest days on it is used; weights are equal until there are three weeks to weigh by', () => {
    const names = ['logHarImplied', 'riskMetrics2006']
    const weightsOf = (days: number) => forecast(names, impliedOf(days), { bandDraws: 20 }).models.map(({ weight }) => weight)
    expect(weightsOf(120)).toEqual([0.5, 0.5])
    expect(weightsOf(140)).toEqual([0.5, 0.5])
    expect(weightsOf(141)[0]).not.toBe(0.5)
  })

  it('behavior: an index that never moves adds nothing and breaks nothing', () => {
    const { combinedDaily, combinedDraws, implied } = forecast(
      ['logHarImplied'],
      impliedOf(599, () => 0.03),
    )
    expect(Number.isFinite(combinedDaily) && combinedDaily > 0).toBe(true)
    expect(combinedDraws.every((draw) => Number.isFinite(draw) && draw > 0)).toBe(true)
    if (implied?.isUsed === true) expectClose(combinedDaily, implied.withoutDaily, 1e-6)
  })

  it('behavior: an asset whose bars no model can be fitted to is refused as without an index', () => {
    const short = { ...dailySeries({ days: 120 }) }
    const models = modelConfigSchema.parse({ volatilityModels: ['logHarImplied'] })
    expect(() => forecastVolatility({ daily: short, implied: impliedOf(110), config: models })).toThrow(
      expect.objectContaining({ code: 'SERIES_TOO_SHORT' }),
    )
  })

  it('property: whatever the index, the forecast stays within what the days have had', () => {
    const ranges = rangeVariances(daily, config.winsoriseMultiple).subarray(1)
    const scaled = ranges.map((value) => Math.sqrt(value * scaleToReturns(logReturns(daily.close), ranges)))
    const [lowest, highest] = [Math.min(...scaled), Math.max(...scaled)]
    const annual = fc.array(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), { minLength: 150, maxLength: 599 })
    fc.assert(
      fc.property(annual, (values) => {
        const implied = { ...impliedOf(values.length), annual: values }
        const { combinedDaily, combinedDraws } = forecast(['logHarImplied'], implied, { bandDraws: 20 })
        for (const value of [combinedDaily, ...combinedDraws]) {
          expect(value >= lowest * (1 - 1e-9) && value <= highest * (1 + 1e-9)).toBe(true)
        }
      }),
      { numRuns: 30 },
    )
  })
})
