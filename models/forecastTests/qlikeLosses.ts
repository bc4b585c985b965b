import { DegenerateSeriesError } from '../returns/degenerateSeriesError.js'
import { requirePositive } from '../returns/requirePositive.js'
import { requireSameLength } from '../returns/requireSameLength.js'

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
