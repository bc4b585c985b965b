import { DegenerateSeriesError } from '../returns/degenerateSeriesError.js'
import { assertReturns, assertSteps } from './assertDays.js'
import { ewmaVolatility } from './ewmaVolatility.js'
import { SEED_DAYS } from './seedDays.js'
import type { VolatilityModel } from './volatilityModel.js'

/**
 * Make the model that holds tomorrow's variance for the exponential average of past squares, for as many days as asked.
 *
 * @param lambda - decay a day, in (0, 1).
 * @returns a model whose fit and forecast throw SeriesTooShortError below 61 days, InvalidSeriesValueError for a return whose square is
 * not finite, and DegenerateSeriesError for returns that are all zero.
 * @source J.P. Morgan and Reuters, RiskMetrics Technical Document, 4th ed. (1996).
 */
export function ewmaModel(lambda: number): VolatilityModel {
  const minimumDays = SEED_DAYS + 1
  const fitted = {
    parameters: { lambda },
    forecast({ returns }: { returns: Float64Array }, steps = 1) {
      assertSteps(steps)
      assertReturns('the EWMA variance', returns, minimumDays)
      const variance = ewmaVolatility(returns, lambda) ** 2
      if (!(variance > 0)) {
        throw new DegenerateSeriesError({ what: 'The EWMA variance', reason: 'the squares of the returns are all zero' })
      }
      return new Float64Array(steps).fill(variance)
    },
  }
  return {
    minimumDays,
    reads: [],
    fit({ returns }) {
      assertReturns('the EWMA variance', returns, minimumDays)
      return fitted
    },
  }
}
