import { DegenerateSeriesError } from '../errors.js'
import { requireFinite, requireSameLength } from '../statistics/require.js'

/**
 * Compute Kendall's tau-b: concordant less discordant pairs, corrected for ties, in n log n steps.
 *
 * @param x - n >= 2 finite values.
 * @param y - n finite values.
 * @throws {SeriesTooShortError} when there are fewer than two.
 * @throws {MisalignedSeriesError} when the lengths differ.
 * @throws {InvalidSeriesValueError} when a value is not finite.
 * @throws {DegenerateSeriesError} when x or y does not vary.
 * @source Knight, A Computer Method for Calculating Kendall's Tau with Ungrouped Data, Journal of the American Statistical Association
 * 61 (1966).
 */
export function kendallTau(x: ArrayLike<number>, y: ArrayLike<number>): number {
  requireSameLength({ x, y })
  requireFinite("Kendall's x", x, 2)
  requireFinite("Kendall's y", y, 2)
  const n = x.length
  const order = Array.from(x, (_, i) => i).sort(
    (a, b) => compare(x[a] as number, x[b] as number) || compare(y[a] as number, y[b] as number),
  )
  const byX = Float64Array.from(order, (i) => x[i] as number)
  const byY = Float64Array.from(order, (i) => y[i] as number)
  const pairs = (n * (n - 1)) / 2
  const tiedX = tiedPairs(byX)
  const tiedBoth = tiedPairs(byX, byY)
  const swaps = sortCountingSwaps(byY, new Float64Array(n), 0, n)
  const tiedY = tiedPairs(byY)
  if (tiedX === pairs || tiedY === pairs) {
    throw new DegenerateSeriesError({ what: "Kendall's tau", reason: 'one of the columns does not vary' })
  }
  const difference = pairs - tiedX - tiedY + tiedBoth - 2 * swaps
  return Math.max(-1, Math.min(1, difference / Math.sqrt(pairs - tiedX) / Math.sqrt(pairs - tiedY)))
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Pairs within runs of equal neighbours. */
function tiedPairs(first: Float64Array, second: Float64Array = first): number {
  let sum = 0
  let run = 1
  for (let i = 1; i <= first.length; i++) {
    if (i < first.length && first[i] === first[i - 1] && second[i] === second[i - 1]) run++
    else {
      sum += (run * (run - 1)) / 2
      run = 1
    }
  }
  return sum
}

/** Merge sort of values[from, to), counting how many pairs it exchanges. */
function sortCountingSwaps(values: Float64Array, scratch: Float64Array, from: number, to: number): number {
  if (to - from < 2) return 0
  const middle = (from + to) >> 1
  let swaps = sortCountingSwaps(values, scratch, from, middle) + sortCountingSwaps(values, scratch, middle, to)
  let [left, right] = [from, middle]
  for (let i = from; i < to; i++) {
    const takeLeft = right >= to || (left < middle && (values[left] as number) <= (values[right] as number))
    if (!takeLeft) swaps += middle - left
    scratch[i] = values[takeLeft ? left++ : right++] as number
  }
  values.set(scratch.subarray(from, to), from)
  return swaps
}
