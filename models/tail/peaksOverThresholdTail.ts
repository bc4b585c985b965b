import { peaksOverThreshold } from './peaksOverThreshold.js'
import type { TailModel, TailSample } from './tailModel.js'

/**
 * Fit peaks over a threshold to the worst tenth of all returns, whatever the volatility of their day.
 *
 * @throws as `peaksOverThreshold`.
 */
export function peaksOverThresholdTail({ returns }: Pick<TailSample, 'returns'>): TailModel {
  return peaksOverThreshold(returns)
}
