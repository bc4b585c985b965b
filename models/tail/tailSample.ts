import type { ModelConfig } from '../policy/modelConfig.js'
import { DegenerateSeriesError } from '../returns/degenerateSeriesError.js'
import { logReturns } from '../returns/logReturns.js'
import { meanSquare } from '../returns/meanSquare.js'
import { SeriesTooShortError } from '../returns/seriesTooShortError.js'
import { ewmaVariance } from '../volatility/ewmaVariance.js'
import { SEED_DAYS } from '../volatility/seedDays.js'
import type { TailSample } from './tailModel.js'

/**
 * Lay out what the policy's tail is estimated on: all returns, and those after the first `SEED_DAYS` beside their slow volatility.
 *
 * @param closes - n daily closes in ascending time, n >= max(minimumDays, 121).
 * @param config - reads minimumDays and tailLambda.
 * @returns n - 1 returns as the history, n - 61 of them with one volatility more.
 * @throws {SeriesTooShortError} when there are fewer closes than that.
 * @throws {InvalidSeriesValueError} when a close is not positive and finite.
 * @throws {DegenerateSeriesError} when the closes stand still for so long that the volatility is zero.
 */
export function tailSample({
  closes,
  config,
}: {
  closes: ArrayLike<number>
  config: Pick<ModelConfig, 'minimumDays' | 'tailLambda'>
}): TailSample & { readonly returns: Float64Array; readonly volatilities: Float64Array; readonly history: Float64Array } {
  const required = Math.max(config.minimumDays, 2 * SEED_DAYS + 1)
  if (closes.length < required) {
    throw new SeriesTooShortError({ what: 'The tail model', observations: closes.length, required })
  }
  const history = logReturns(closes)
  const returns = history.subarray(SEED_DAYS)
  const initialVariance = meanSquare(history.subarray(0, SEED_DAYS))
  const volatilities = ewmaVariance({ returns, lambda: config.tailLambda, initialVariance }).map(Math.sqrt)
  if (!volatilities.every((volatility) => volatility > 0)) {
    throw new DegenerateSeriesError({ what: 'The tail loss', reason: 'the closes stand still and the volatility is zero' })
  }
  return { returns, volatilities, history }
}
