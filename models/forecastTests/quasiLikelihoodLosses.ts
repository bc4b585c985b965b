import { DegenerateSeriesError } from '../returns/degenerateSeriesError.js'
import { requireFinite } from '../returns/requireFinite.js'
import { requirePositive } from '../returns/requirePositive.js'
import { requireSameLength } from '../returns/requireSameLength.js'

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
