import { DegenerateSeriesError } from '../returns/degenerateSeriesError.js'
import { meanSquare } from '../returns/meanSquare.js'
import { assertReturns, assertSteps } from './assertDays.js'
import { forecastRiskMetrics2006, riskMetrics2006, riskMetricsComponents } from './riskMetrics2006.js'
import { SEED_DAYS } from './seedDays.js'
import type { VolatilityModel } from './volatilityModel.js'

const MINIMUM_DAYS = SEED_DAYS + 1
const WHAT = 'the RiskMetrics 2006 variance'

/**
 * RiskMetrics 2006 with its published 15 components, started on the mean square of the first 60 days.
 *
 * Its fit and forecast throw SeriesTooShortError below 61 days, InvalidSeriesValueError for a return whose square is not finite, and
 * DegenerateSeriesError for returns that are all zero.
 */
export const riskMetricsModel: VolatilityModel = {
  minimumDays: MINIMUM_DAYS,
  reads: [],
  fit({ returns }) {
    assertReturns(WHAT, returns, MINIMUM_DAYS)
    return {
      parameters: {},
      forecast(data, steps = 1) {
        assertSteps(steps)
        assertReturns(WHAT, data.returns, MINIMUM_DAYS)
        const components = riskMetricsComponents()
        const start = meanSquare(data.returns.subarray(0, SEED_DAYS))
        const initialVariances = new Float64Array(components.length).fill(start)
        const variance = riskMetrics2006({ returns: data.returns.subarray(SEED_DAYS), components, initialVariances })
        const forecast = forecastRiskMetrics2006({ variance, components, steps })
        if (!forecast.every((value) => value > 0)) {
          throw new DegenerateSeriesError({
            what: 'The RiskMetrics 2006 variance',
            reason: 'the squares of the returns are all zero',
          })
        }
        return forecast
      },
    }
  },
}
