import { alignReturns } from '../correlation/alignReturns.js'
import { correlationEstimators } from '../correlation/correlationEstimators.js'
import { nearestCorrelation } from '../correlation/nearestCorrelation.js'
import { stressedCorrelation } from '../correlation/stressedCorrelation.js'
import type { BarSeries } from '../market/barSeries.js'
import { meanSquare } from '../returns/meanSquare.js'
import { ewmaVariance } from '../volatility/ewmaVariance.js'
import { SEED_DAYS } from '../volatility/seedDays.js'
import type { ModelConfig } from './modelConfig.js'

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
