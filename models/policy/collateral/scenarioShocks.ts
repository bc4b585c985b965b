import type { AssetShock } from '../../book/bookLosses.js'
import type { ValuedBook } from '../../book/valuePositions.js'
import { alignReturns } from '../../correlation/alignReturns.js'
import { correlationEstimators } from '../../correlation/correlationEstimators.js'
import { nearestCorrelation, stressedCorrelation } from '../../correlation/nearestCorrelation.js'
import type { BarSeries } from '../../data/barSeries.js'
import { meanSquare } from '../../statistics/meanSquare.js'
import { jointScenarios } from '../../scenarios/jointScenarios.js'
import type { PathModel } from '../../scenarios/pathModel.js'
import { ewmaVariance, SEED_DAYS } from '../../volatility/ewma.js'
import type { AssetForecast } from './assetForecast.js'
import type { ModelConfig } from '../modelConfig.js'

/** Decay of the volatility that returns are divided by before a correlation is estimated. */
const FILTER_LAMBDA = 0.94

/**
 * Estimate the correlation of the assets' next daily returns by the configured estimator, stressed as configured.
 *
 * EWMA forgets by itself and reads the returns. The others weigh all days alike, so they read returns over the EWMA volatility known
 * before them: one wild week would outweigh years otherwise.
 *
 * @param series - daily bars of k assets.
 * @param config - reads the keys named correlation...
 * @returns k rows of k correlations, positive semi-definite.
 * @throws {MisalignedSeriesError} when the series have no two neighbouring days in common.
 * @throws {PlimsollError} what the estimator throws.
 */
export function scenarioCorrelation(
  series: readonly BarSeries[],
  config: Pick<ModelConfig, 'correlationEstimator' | 'correlationLambda' | 'correlationStress'>,
): Float64Array[] {
  const { returns } = alignReturns(series)
  if (returns.length === 0) return []
  const { correlationEstimator: name, correlationLambda: lambda } = config
  const columns = name === 'ewma' ? returns : returns.map(overVolatility)
  const matrix = correlationEstimators[name](columns, { lambda }).forecast()
  // Rounding can leave nearly collinear assets a hair below semidefinite.
  return nearestCorrelation(stressedCorrelation(matrix, config.correlationStress))
}

function overVolatility(returns: Float64Array): Float64Array {
  const filtered = returns.subarray(SEED_DAYS)
  const initialVariance = meanSquare(returns.subarray(0, SEED_DAYS))
  const variances = ewmaVariance({ returns: filtered, lambda: FILTER_LAMBDA, initialVariance })
  return filtered.map((value, t) => (value === 0 ? 0 : value / Math.sqrt(variances[t] as number)))
}

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
