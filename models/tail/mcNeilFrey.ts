import { peaksOverThreshold, TAIL_FRACTION } from './peaksOverThreshold.js'
import { scaledTail } from './scaledTail.js'
import { standardisedResiduals } from './standardisedResiduals.js'
import type { TailModel, TailSample } from './tailModel.js'

/**
 * Fit peaks over a threshold to standardised residuals and scale them to today's volatility.
 *
 * @param tailFraction - share of residuals in the tail, in (0, 1).
 * @throws as `standardisedResiduals` and `peaksOverThreshold`.
 * @source McNeil and Frey, Estimation of Tail-Related Risk Measures for Heteroscedastic Financial Time Series, Journal of Empirical
 * Finance 7 (2000).
 */
export function mcNeilFrey(sample: TailSample, tailFraction = TAIL_FRACTION): TailModel {
  const { residuals, volatility } = standardisedResiduals(sample, 1)
  return scaledTail(peaksOverThreshold(residuals, tailFraction), volatility)
}
