import type { BarSeries } from '../market/barSeries.js'
import { garmanKlass } from './garmanKlass.js'
import { winsorise } from './winsorise.js'

/** Smallest Garman-Klass variance that is believed, as a squared fraction: 0.1 % a day. Logarithms need a floor. */
const FLOOR = 1e-6
const MEDIAN_DAYS = 22

/**
 * Make a daily variance series out of bars: Garman-Klass, floored, and winsorised at a multiple of its 22-day median.
 *
 * It lacks what happens between close and open: models scale it to the variance of the returns they are fitted on.
 *
 * @param daily - n daily bars.
 * @param multiple - cap over the 22-day median, above 1.
 * @returns n positive variances as squared fractions.
 * @throws {InvalidSeriesValueError} when a price is not positive and finite.
 */
export function rangeVariances(daily: Pick<BarSeries, 'open' | 'high' | 'low' | 'close'>, multiple: number): Float64Array {
  const floored = garmanKlass(daily).map((value) => Math.max(FLOOR, value))
  return winsorise({ values: floored, multiple, window: MEDIAN_DAYS })
}
