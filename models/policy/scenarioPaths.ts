import type { PathModel } from '../scenarios/pathModel.js'
import type { AssetForecast } from './assetForecast.js'
import type { ModelConfig } from './modelConfig.js'
import { scenarioCorrelation } from './scenarioCorrelation.js'

/** Seeds of paths have 32 bits; configured ones may have more. */
const SEEDS = 2 ** 32

/**
 * Set the joint scenarios of a recommendation up as price paths: the same volatilities, correlation and Student-t over the same horizon, seen
 * every hour (at equal steps of at most an hour). The draws are others than those of the joint scenarios.
 *
 * @param forecasts - modelled assets; their order is that of the paths.
 * @throws what scenarioCorrelation throws.
 */
export function scenarioPaths(
  forecasts: readonly Extract<AssetForecast, { isModelled: true }>[],
  models: ModelConfig,
): PathModel {
  return {
    dailyVolatilities: forecasts.map(({ volatility }) => volatility.combinedDaily),
    correlation: scenarioCorrelation(
      forecasts.map(({ daily }) => daily),
      models,
    ),
    increments: { kind: 'studentT', degreesOfFreedom: models.scenarioDegreesOfFreedom },
    horizonHours: models.horizonHours,
    steps: Math.ceil(models.horizonHours),
    seed: models.seed % SEEDS,
  }
}
