import { liquidatedDebtUsd } from '../liquidation/liquidatedDebtUsd.js'
import { type ProposedParameters, thresholdsOf } from '../liquidation/thresholds.js'
import { valuePositions } from '../liquidation/valuePositions.js'
import type { MarketState } from '../market/marketState.js'
import { jointScenarios } from '../scenarios/jointScenarios.js'
import { quantile } from '../tail/quantile.js'
import type { AssetForecast } from './assetForecast.js'
import type { ModelConfig } from './modelConfig.js'
import type { Recommendation } from './recommendation.js'
import { scenarioCorrelation } from './scenarioCorrelation.js'

/**
 * Draw joint price scenarios and compare the debt that is liquidated in them under the live and the proposed parameters.
 *
 * Both see the same scenarios. The configured correlation and the combined volatility forecasts drive them; a reserve that is not modelled (a
 * stable coin, an excluded asset) keeps its price.
 *
 * @param forecasts - modelled assets in order of their symbols, which are reserves of the market.
 * @throws what {@link scenarioCorrelation} throws.
 */
export function scenarioOutcome({
  state,
  proposed,
  forecasts,
  models,
}: {
  state: MarketState
  proposed: ProposedParameters
  forecasts: readonly { asset: string; forecast: Extract<AssetForecast, { isModelled: true }> }[]
  models: ModelConfig
}): Recommendation['scenarios'] {
  const correlation = scenarioCorrelation(
    forecasts.map(({ forecast }) => forecast.daily),
    models,
  )
  const returns = jointScenarios({
    dailyVolatilities: forecasts.map(({ forecast }) => forecast.volatility.combinedDaily),
    correlation,
    degreesOfFreedom: models.scenarioDegreesOfFreedom,
    horizonHours: models.horizonHours,
    count: models.scenarioCount,
    seed: models.seed,
  })
  const shocks = forecasts.map(({ asset }, i) => ({ asset, logReturns: returns[i] as Float64Array }))
  const book = valuePositions(state)
  const usdAtQuantile = (parameters: ProposedParameters) =>
    quantile(
      liquidatedDebtUsd({ book, thresholds: thresholdsOf(state, parameters), shocks, count: models.scenarioCount }),
      models.scenarioProbability,
    )
  return {
    probability: models.scenarioProbability,
    horizonHours: models.horizonHours,
    count: models.scenarioCount,
    seed: models.seed,
    liquidatedUsdCurrent: usdAtQuantile(new Map()),
    liquidatedUsdProposed: usdAtQuantile(proposed),
    correlation: { assets: forecasts.map(({ asset }) => asset), matrix: correlation.map((row) => [...row]) },
  }
}
