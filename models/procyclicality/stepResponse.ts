import { DegenerateSeriesError } from '../returns/degenerateSeriesError.js'
import { InvalidParameterError } from '../returns/invalidParameterError.js'

/** How a margin model answers when volatility jumps and stays. */
export interface StepResponse {
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
