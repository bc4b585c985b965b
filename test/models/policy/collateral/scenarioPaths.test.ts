import { describe, expect, it } from '@jest/globals'
import { parse } from '../../../../core/schemas/parse.js'
import { assetForecast } from '../../../../models/policy/collateral/assetForecast.js'
import { modelConfigSchema } from '../../../../models/policy/modelConfig.js'
import { scenarioCorrelation, scenarioPaths } from '../../../../models/policy/collateral/scenarioShocks.js'
import { correlatedPaths } from '../../../../models/scenarios/correlatedPaths.js'
import { snapshotOf, syntheticSeries } from './snapshotOf.js'

const config = (change: object = {}) => parse(modelConfigSchema, { bandDraws: 20, ...change }, 'Test models')
const forecasts = [1, 2].map((seed) => {
  const [data] = snapshotOf([
    { asset: 'WETH', daily: syntheticSeries({ asset: 'WETH', seed, days: 600, dailyVolatility: 0.05 }) },
  ]).assets
  const forecast = assetForecast(data, config())
  if (!forecast.isModelled) throw new Error(forecast.because)
  return forecast
})

describe('scenarioPaths', () => {
  it("default: the joint scenarios' volatilities, correlation and tails, in hours", () => {
    const models = config()
    expect(scenarioPaths(forecasts, models)).toEqual({
      dailyVolatilities: forecasts.map(({ volatility }) => volatility.combinedDaily),
      correlation: scenarioCorrelation(
        forecasts.map(({ daily }) => daily),
        models,
      ),
      increments: { kind: 'studentT', degreesOfFreedom: 4 },
      horizonHours: 24,
      steps: 24,
      seed: 1,
    })
  })

  it.each([
    [0.25, 1],
    [1, 1],
    [1.5, 2],
    [24, 24],
  ])('behavior: a horizon of %d h has %d steps', (horizonHours, steps) => {
    expect(scenarioPaths(forecasts, config({ horizonHours })).steps).toBe(steps)
  })

  it('behavior: any configured seed draws paths, and without assets there is nothing to draw', () => {
    const { logReturns } = correlatedPaths(scenarioPaths(forecasts, config({ seed: 2 ** 40 + 7 })), 10)
    expect(logReturns).toEqual(correlatedPaths(scenarioPaths(forecasts, config({ seed: 7 })), 10).logReturns)
    expect(correlatedPaths(scenarioPaths([], config()), 10)).toEqual({ logReturns: [], logMinima: [] })
  })
})
