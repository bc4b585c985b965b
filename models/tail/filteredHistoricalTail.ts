import { historicalTail } from './historicalTail.js'
import { scaledTail } from './scaledTail.js'
import { standardisedResiduals } from './standardisedResiduals.js'
import type { TailModel, TailSample } from './tailModel.js'

/**
 * Read the tail off standardised residuals and scale it to today's volatility (filtered historical simulation).
 *
 * @throws as `standardisedResiduals`, for no return.
 * @source Barone-Adesi, Giannopoulos and Vosper, VaR without Correlations for Portfolios of Derivative Securities, Journal of Futures
 * Markets 19 (1999).
 */
export function filteredHistoricalTail(sample: TailSample): TailModel {
  const { residuals, volatility } = standardisedResiduals(sample, 1)
  return scaledTail(historicalTail({ returns: residuals }), volatility)
}
