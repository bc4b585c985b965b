import { requireFinite } from '../returns/requireFinite.js'
import { requireProbability } from '../returns/requireProbability.js'
import { historicalShortfall } from './historicalShortfall.js'
import { quantile } from './quantile.js'
import type { TailModel, TailSample } from './tailModel.js'

/**
 * Read the tail off all returns, whatever the volatility of their day (historical simulation).
 *
 * @throws {SeriesTooShortError} when there is no return.
 * @throws {InvalidSeriesValueError} when a return is not finite.
 */
export function historicalTail({ returns }: Pick<TailSample, 'returns'>): TailModel {
  requireFinite('Returns', returns)
  return {
    valueAtRisk(p) {
      requireProbability('p', p)
      return -quantile(returns, 1 - p)
    },
    expectedShortfall: (p) => historicalShortfall(returns, p),
  }
}
