import { DegenerateSeriesError, InvalidParameterError } from '../errors.js'
import { requirePositive } from '../statistics/require.js'

/**
 * Compute the largest rise of a margin from one period to any of the next `periods`, as a fraction: 0.35 for a call of 35 %.
 *
 * @param margins - n > periods positive margins, ascending in time.
 * @param periods - length of the window, a whole number of at least 1.
 * @returns 0 where the margin never rises.
 * @throws {SeriesTooShortError} when there are not more margins than periods.
 * @throws {InvalidSeriesValueError} when a margin is not positive and finite.
 * @throws {InvalidParameterError} when the periods are no whole number of at least 1.
 * @throws {DegenerateSeriesError} when a ratio is too large for a float64.
 * @source Murphy, Vasios and Vause, An Investigation into the Procyclicality of Risk-Based Initial Margin Models, Bank of England
 * Financial Stability Paper 29 (2014): n-day procyclicality. Departure: a peak within the window counts, not its last day alone.
 */
export function largestIncrease(margins: ArrayLike<number>, periods: number): number {
  if (!(Number.isSafeInteger(periods) && periods >= 1)) {
    throw new InvalidParameterError({ parameter: 'periods', value: periods, demand: 'a whole number of at least 1' })
  }
  requirePositive('Margins', margins, periods + 1)
  let largest = 0
  for (let from = 0; from < margins.length; from++) {
    const start = margins[from] as number
    for (let to = from + 1; to <= Math.min(from + periods, margins.length - 1); to++) {
      largest = Math.max(largest, ((margins[to] as number) - start) / start)
    }
  }
  if (!Number.isFinite(largest)) throw new DegenerateSeriesError({ what: 'The largest increase', reason: 'it overflows' })
  return largest
}

/**
 * Compute the largest margin over the smallest: 1 for a margin that never moves.
 *
 * @param margins - n >= 1 positive margins, in any order.
 * @throws {SeriesTooShortError} when there is no margin.
 * @throws {InvalidSeriesValueError} when a margin is not positive and finite.
 * @throws {DegenerateSeriesError} when the ratio is too large for a float64.
 * @source Murphy, Vasios and Vause, An Investigation into the Procyclicality of Risk-Based Initial Margin Models, Bank of England
 * Financial Stability Paper 29 (2014).
 */
export function peakToTrough(margins: ArrayLike<number>): number {
  requirePositive('Margins', margins)
  let [highest, lowest] = [0, Infinity]
  for (let t = 0; t < margins.length; t++) {
    highest = Math.max(highest, margins[t] as number)
    lowest = Math.min(lowest, margins[t] as number)
  }
  const ratio = highest / lowest
  if (!Number.isFinite(ratio)) throw new DegenerateSeriesError({ what: 'The peak-to-trough ratio', reason: 'it overflows' })
  return ratio
}

/** How a margin model answers when volatility jumps and stays. */
interface StepResponse {
  /** Margin after 0, 1, … `after` periods of the new volatility, divided by the margin before the jump. */
  readonly path: Float64Array
  /** Periods until the margin has covered half of its way to the last element of the path. */
  readonly halfWay: number
  /** Periods until it has covered nine tenths. */
  readonly ninetyPercent: number
  /** How far the path rises beyond its last element, as a fraction of the whole way: 0 for a model that never overshoots. */
  readonly overshoot: number
}

/**
 * Feed a margin model a calm history, then one that is `jump` times as volatile, and follow its answer.
 *
 * The history is a fixed pattern of returns, the same before and after but for its size, so that the answer is the model's alone.
 *
 * @param margin - computes a positive margin from returns in ascending time.
 * @param pattern - at least one finite return, repeated throughout: the quantiles of a distribution, in an order without trend.
 * @param before - calm periods, a whole number of at least 1.
 * @param after - volatile periods, a whole number of at least 1.
 * @param jump - volatility after over volatility before, above 1 and finite.
 * @throws {InvalidParameterError} when an argument is outside its range.
 * @throws {DegenerateSeriesError} when a margin is not positive and finite.
 * @throws whatever the model throws.
 */
export function stepResponse({
  margin,
  pattern,
  before,
  after,
  jump,
}: {
  margin: (returns: Float64Array) => number
  pattern: ArrayLike<number>
  before: number
  after: number
  jump: number
}): StepResponse {
  for (const [parameter, value] of Object.entries({ before, after, 'pattern.length': pattern.length })) {
    if (!(Number.isSafeInteger(value) && value >= 1)) {
      throw new InvalidParameterError({ parameter, value, demand: 'a whole number of at least 1' })
    }
  }
  if (!(jump > 1 && jump < Infinity))
    throw new InvalidParameterError({ parameter: 'jump', value: jump, demand: 'above 1 and finite' })
  const returns = Float64Array.from(
    { length: before + after },
    (_, t) => (pattern[t % pattern.length] as number) * (t < before ? 1 : jump),
  )
  const margins = Float64Array.from({ length: after + 1 }, (_, t) => {
    const value = margin(returns.slice(0, before + t))
    if (!(value > 0 && value < Infinity)) {
      throw new DegenerateSeriesError({ what: 'The step response', reason: `a margin is ${value}` })
    }
    return value
  })
  const start = margins[0] as number
  const path = margins.map((value) => value / start)
  const way = (path[after] as number) - 1
  const reached = (share: number) => path.findIndex((value) => (value - 1) * Math.sign(way || 1) >= share * Math.abs(way))
  const peak = path.reduce((most, value) => Math.max(most, (value - 1) * Math.sign(way || 1)), 0)
  return {
    path,
    halfWay: reached(0.5),
    ninetyPercent: reached(0.9),
    overshoot: way === 0 ? 0 : (peak - Math.abs(way)) / Math.abs(way),
  }
}
