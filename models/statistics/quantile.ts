import { InvalidParameterError, InvalidSeriesValueError, SeriesTooShortError } from '../errors.js'

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
 * @example
 * import { quantile } from 'plimsoll/models'
 *
 * quantile([4, 1, 3, 2], 0.5) // 2.5
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

/**
 * Reorder an array so that its k-th smallest value stands at index k, no larger one before it and no smaller one after it.
 *
 * @param values - n numbers without NaN; reordered in place.
 * @param k - from 0 to n - 1.
 * @returns the k-th smallest value.
 * @source Hoare, Algorithm 65: Find, Communications of the ACM 4 (1961), with the median of three as the pivot.
 */
export function select(values: Float64Array, k: number): number {
  let low = 0
  let high = values.length - 1
  while (low < high) {
    const pivot = medianOfThree(values[low] as number, values[(low + high) >> 1] as number, values[high] as number)
    let i = low
    let j = high
    while (i <= j) {
      while ((values[i] as number) < pivot) i++
      while ((values[j] as number) > pivot) j--
      if (i > j) break
      const value = values[i] as number
      values[i++] = values[j] as number
      values[j--] = value
    }
    // Between j and i every value is the pivot.
    if (k <= j) high = j
    else if (k >= i) low = i
    else break
  }
  return values[k] as number
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}

/**
 * Find the value at which half of the weight lies below: the vote of three or more sources on a price.
 *
 * Where exactly half lies below, the mean of the two middle values.
 *
 * @param votes - at least one finite value with a positive weight.
 * @throws {SeriesTooShortError} when there is no vote.
 */
export function weightedMedian(votes: readonly { readonly value: number; readonly weight: number }[]): number {
  const sorted = [...votes].sort((a, b) => a.value - b.value)
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2
  let below = 0
  for (const [i, { value, weight }] of sorted.entries()) {
    below += weight
    const next = sorted[i + 1]
    if (below > half || next === undefined) return value
    if (below === half) return value / 2 + next.value / 2
  }
  throw new SeriesTooShortError({ what: 'A weighted median', observations: 0, required: 1 })
}
