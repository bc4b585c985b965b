import { InvalidParameterError } from '../returns/invalidParameterError.js'
import { InvalidSeriesValueError } from '../returns/invalidSeriesValueError.js'
import { SeriesTooShortError } from '../returns/seriesTooShortError.js'
import { select } from './select.js'

/**
 * Compute the p-quantile of a sample by linear interpolation between order statistics.
 *
 * The position is p (n - 1) from the smallest value: type 7 of Hyndman and Fan, the default of numpy and R.
 *
 * @param values - n >= 1 finite numbers in any order; they are not modified.
 * @param p - probability from 0 (minimum) to 1 (maximum).
 * @throws {InvalidParameterError} when p is outside [0, 1].
 * @throws {SeriesTooShortError} when there is no value.
 * @throws {InvalidSeriesValueError} when a value is not finite.
 * @source Hyndman and Fan, Sample Quantiles in Statistical Packages, The American Statistician 50 (1996), definition 7.
 * @example quantile([4, 1, 3, 2], 0.5) // 2.5
 */
export function quantile(values: ArrayLike<number>, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new InvalidParameterError({ parameter: 'p', value: p, demand: 'from 0 to 1' })
  const n = values.length
  if (n === 0) throw new SeriesTooShortError({ what: 'The sample of a quantile', observations: 0, required: 1 })
  const ordered = new Float64Array(values)
  for (let i = 0; i < n; i++) {
    const value = ordered[i] as number
    if (!Number.isFinite(value))
      throw new InvalidSeriesValueError({ what: 'The sample of a quantile', index: i, value, demand: 'finite' })
  }
  const position = p * (n - 1)
  const below = Math.floor(position)
  const weight = position - below
  const low = select(ordered, below)
  if (weight === 0) return low
  let next = ordered[below + 1] as number
  for (let i = below + 2; i < n; i++) next = Math.min(next, ordered[i] as number)
  // A weighted sum, not low + weight x difference: the difference of two finite numbers can overflow.
  return (1 - weight) * low + weight * next
}
