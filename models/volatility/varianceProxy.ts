import type { BarSeries } from '../market/barSeries.js'
import { DegenerateSeriesError } from '../returns/degenerateSeriesError.js'
import { meanSquare } from '../returns/meanSquare.js'
import { garmanKlass } from './garmanKlass.js'
import { winsorise } from './winsorise.js'

/** Smallest Garman-Klass variance that is believed, as a squared fraction: 0.1 % a day. Logarithms need a floor. */
const FLOOR = 1e-6
const MEDIAN_DAYS = 22

/**
 * Make a daily variance series out of bars: Garman-Klass, floored, winsorised and scaled to the variance of the returns.
 *
 * The scale is mean(r^2) / mean(Garman-Klass) over the last `days`, which puts back what happens between close and open.
 *
 * @param daily - n + 1 daily bars.
 * @param returns - their n log returns.
 * @param multiple - cap over the 22-day median.
 * @param days - length of the result, at most n.
 * @returns variances of the last `days` bars as squared fractions; their mean is the mean squared return of those days.
 * @throws {DegenerateSeriesError} when no price moved in those days.
 * @throws {InvalidSeriesValueError} when a price is not positive and finite.
 */
export function varianceProxy({
  daily,
  returns,
  multiple,
  days,
}: {
  daily: Pick<BarSeries, 'open' | 'high' | 'low' | 'close'>
  returns: Float64Array
  multiple: number
  days: number
}): Float64Array {
  const floored = garmanKlass(daily).map((value) => Math.max(FLOOR, value))
  const proxy = winsorise({ values: floored, multiple, window: MEDIAN_DAYS }).subarray(-days)
  const returnVariance = meanSquare(returns.subarray(-days))
  if (!(returnVariance > 0)) {
    throw new DegenerateSeriesError({
      what: 'The daily variance',
      reason: `no close differs from the one before in the last ${days} days`,
    })
  }
  const scale = returnVariance / (proxy.reduce((sum, value) => sum + value, 0) / proxy.length)
  return proxy.map((value) => value * scale)
}
