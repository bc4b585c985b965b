import type { AssetShock } from '../liquidation/bookLosses.js'
import type { ValuedBook } from '../liquidation/valuePositions.js'
import { jointScenarios } from '../scenarios/jointScenarios.js'
import type { AssetForecast } from './assetForecast.js'
import type { ModelConfig } from './modelConfig.js'

/** A modelled asset and its forecast. */
export interface ModelledAsset {
  readonly asset: string
  readonly forecast: Extract<AssetForecast, { isModelled: true }>
}

/**
 * Draw the joint price scenarios that a market's losses and its insurance fund are judged by: for a recalibration and for `market stress` alike.
 *
 * @param forecasts - in order of their symbols.
 * @param correlation - of their daily log returns, as `scenarioCorrelation` estimates it.
 * @returns one shock an asset, `models.scenarioCount` log returns each; none where nobody of the book owes anything.
 * @throws what {@link jointScenarios} throws.
 */
export function scenarioShocks({
  book,
  forecasts,
  correlation,
  models,
}: {
  readonly book: ValuedBook
  readonly forecasts: readonly ModelledAsset[]
  readonly correlation: readonly Float64Array[]
  readonly models: ModelConfig
}): AssetShock[] {
  if (!book.positions.some(({ totalDebt }) => totalDebt > 0n)) return []
  const returns = jointScenarios({
    dailyVolatilities: forecasts.map(({ forecast }) => forecast.volatility.combinedDaily),
    correlation,
    degreesOfFreedom: models.scenarioDegreesOfFreedom,
    horizonHours: models.horizonHours,
    count: models.scenarioCount,
    seed: models.seed,
  })
  return forecasts.map(({ asset }, i) => ({ asset, logReturns: returns[i] as Float64Array }))
}
