import { DegenerateSeriesError } from '../errors.js'
import { requireFinite, requirePositive, requireSameLength } from '../statistics/require.js'
import { checkShortfallSample, type ShortfallSample } from './acerbiSzekely.js'

/**
 * Score forecasts of value at risk and expected shortfall together; lower is better, and the true pair is best in expectation.
 *
 * With losses positive: I (-VaR - r) / (alpha ES) + VaR / ES + log ES - 1, I = 1 where r <= -VaR.
 *
 * @returns n losses; differences between models do not depend on the unit of returns, levels do.
 * @throws {DegenerateSeriesError} when a loss is too large for a float64.
 * @throws as `checkShortfallSample`.
 * @source Patton, Ziegel and Chen, Dynamic Semiparametric Models for Expected Shortfall (and Value-at-Risk), Journal of Econometrics 211
 * (2019), equation 6.
 */
export function fz0Losses(sample: ShortfallSample): Float64Array {
  checkShortfallSample(sample)
  const { returns, valueAtRisk, expectedShortfall, violationProbability } = sample
  const losses = Float64Array.from(returns, (r, t) => {
    const quantile = valueAtRisk[t] as number
    const shortfall = expectedShortfall[t] as number
    const beyond = Math.max(0, -quantile - r)
    return beyond / violationProbability / shortfall + quantile / shortfall + Math.log(shortfall) - 1
  })
  if (!losses.every(Number.isFinite)) throw new DegenerateSeriesError({ what: 'The FZ0 loss', reason: 'a ratio overflows' })
  return losses
}

/**
 * Score variance forecasts against a proxy: v/h - log(v/h) - 1, which is 0 for a perfect forecast and free of the unit.
 *
 * @param proxies - n >= 1 positive variance proxies (realised variance, scaled Garman-Klass).
 * @param forecasts - n positive variances that were forecast for them.
 * @returns n losses, none negative.
 * @throws {SeriesTooShortError} when there is no observation.
 * @throws {MisalignedSeriesError} when the lengths differ.
 * @throws {InvalidSeriesValueError} when a value is not positive and finite.
 * @throws {DegenerateSeriesError} when a ratio is too large for a float64.
 * @source Patton, Volatility Forecast Comparison Using Imperfect Volatility Proxies, Journal of Econometrics 160 (2011).
 */
export function qlikeLosses({ proxies, forecasts }: { proxies: ArrayLike<number>; forecasts: ArrayLike<number> }): Float64Array {
  requireSameLength({ proxies, forecasts })
  requirePositive('Variance proxies', proxies)
  requirePositive('Variance forecasts', forecasts)
  const losses = Float64Array.from(proxies, (v, t) => {
    const h = forecasts[t] as number
    // v/h - 1 through log1p: near a perfect forecast the loss is the square of a small number.
    const excess = (v - h) / h
    return Math.max(0, excess > -0.5 && excess < 1 ? excess - Math.log1p(excess) : v / h - (Math.log(v) - Math.log(h)) - 1)
  })
  if (!losses.every(Number.isFinite)) throw new DegenerateSeriesError({ what: 'QLIKE', reason: 'a ratio overflows' })
  return losses
}

/**
 * Score variance forecasts against returns: log h + r^2/h, the Gaussian quasi-likelihood.
 *
 * It ranks forecasts as `qlikeLosses` with r^2 as the proxy and takes returns of zero; its level depends on the unit of returns.
 *
 * @param returns - n >= 1 returns.
 * @param forecasts - n positive variances that were forecast for them.
 * @throws {SeriesTooShortError} when there is no observation.
 * @throws {MisalignedSeriesError} when the lengths differ.
 * @throws {InvalidSeriesValueError} when a return is not finite or a forecast not positive and finite.
 * @throws {DegenerateSeriesError} when a ratio is too large for a float64.
 * @source Bollerslev, Engle and Nelson, ARCH Models, Handbook of Econometrics 4 (1994), section 7.
 */
export function quasiLikelihoodLosses({
  returns,
  forecasts,
}: {
  returns: ArrayLike<number>
  forecasts: ArrayLike<number>
}): Float64Array {
  requireSameLength({ returns, forecasts })
  requireFinite('Returns', returns)
  requirePositive('Variance forecasts', forecasts)
  const losses = Float64Array.from(returns, (r, t) => {
    const h = forecasts[t] as number
    return Math.log(h) + (r / Math.sqrt(h)) ** 2
  })
  if (!losses.every(Number.isFinite)) {
    throw new DegenerateSeriesError({ what: 'The quasi-likelihood loss', reason: 'a ratio overflows' })
  }
  return losses
}
