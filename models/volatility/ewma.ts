import { DegenerateSeriesError, InvalidParameterError, SeriesTooShortError } from '../errors.js'
import { meanSquare } from '../statistics/meanSquare.js'
import { assertReturns, assertSteps, type VolatilityModel } from './volatilityModel.js'

/**
 * Number of first returns whose mean square starts an exponentially weighted variance.
 *
 * They start the filter and are not filtered themselves, so that no residual is divided by a volatility that has already seen it.
 * Sixty days reproduce the reference thresholds of the tail model within 0.1 points; the whole sample's variance as the start
 * looks ahead and misses them by 0.4.
 */
export const SEED_DAYS = 60

/**
 * Run the exponentially weighted variance v(t+1) = lambda v(t) + (1 - lambda) r(t)^2 over a series.
 *
 * @param returns - n returns as fractions, ascending in time.
 * @param lambda - decay per observation, in (0, 1).
 * @param initialVariance - variance before the first return, known without any of `returns`.
 * @returns n + 1 variances: element t is known before return t; the last is the forecast of the next observation.
 * @throws {InvalidParameterError} when lambda is outside (0, 1) or the initial variance is negative or not finite.
 * @source J.P. Morgan and Reuters, RiskMetrics Technical Document, 4th ed. (1996), equation 5.3.
 */
export function ewmaVariance({
  returns,
  lambda,
  initialVariance,
}: {
  returns: ArrayLike<number>
  lambda: number
  initialVariance: number
}): Float64Array {
  if (!(lambda > 0 && lambda < 1))
    throw new InvalidParameterError({ parameter: 'lambda', value: lambda, demand: 'between 0 and 1' })
  if (!(initialVariance >= 0 && initialVariance < Infinity)) {
    throw new InvalidParameterError({ parameter: 'initialVariance', value: initialVariance, demand: 'finite and not negative' })
  }
  const n = returns.length
  const variances = new Float64Array(n + 1)
  variances[0] = initialVariance
  let variance = initialVariance
  for (let t = 0; t < n; t++) {
    const r = returns[t] as number
    variance = lambda * variance + (1 - lambda) * r * r
    variances[t + 1] = variance
  }
  return variances
}

/**
 * Forecast the next return's standard deviation by an exponentially weighted variance over all returns.
 *
 * @param returns - more than `SEED_DAYS` returns as fractions, ascending in time; the first `SEED_DAYS` start the recursion.
 * @param lambda - decay per observation, in (0, 1).
 * @returns standard deviation of one observation, as a fraction; 0 for a series that never moved.
 * @throws {SeriesTooShortError} when nothing is left after the start.
 * @throws {InvalidParameterError} when lambda is outside (0, 1).
 * @example
 * import { ewmaVolatility } from 'plimsoll/models'
 *
 * const returns = Float64Array.from({ length: 100 }, (_, day) => (day % 2 === 0 ? 0.02 : -0.02))
 * ewmaVolatility(returns, 0.94).toFixed(6) // '0.020000'
 */
export function ewmaVolatility(returns: Float64Array, lambda: number): number {
  if (returns.length <= SEED_DAYS) {
    throw new SeriesTooShortError({ what: 'EWMA volatility', observations: returns.length, required: SEED_DAYS + 1 })
  }
  const initialVariance = meanSquare(returns.subarray(0, SEED_DAYS))
  const variances = ewmaVariance({ returns: returns.subarray(SEED_DAYS), lambda, initialVariance })
  return Math.sqrt(variances[variances.length - 1] as number)
}

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
