import { alignReturns } from '../correlation/alignReturns.js'
import type { BarSeries } from '../data/barSeries.js'
import { dayOf } from '../quality/sourceBars.js'

/** Days of history as joint scenarios. */
export interface HistoricalDays {
  /** UTC days, ascending, such as 2020-03-12. */
  readonly days: readonly string[]
  /** One column an asset, in the order given: the log return from the close before the day to the day's close. */
  readonly logReturns: readonly Float64Array[]
}

// Beyond a factor of e^20 (485 million) either way nothing changes but the risk of overflow on absurd input.
const MAX_LOG_RETURN = 20

/**
 * Take the days that all assets' closes have in common as joint scenarios, each as it was: returns are neither scaled nor filtered, only cut at
 * +-20. The asset with the shortest history decides where they begin.
 *
 * @param series - daily bars of n assets; none gives no day.
 * @throws {MisalignedSeriesError} when the series have no two neighbouring days in common.
 * @throws {InvalidSeriesValueError} when a close is not positive and finite.
 */
export function historicalDays(series: readonly BarSeries[]): HistoricalDays {
  const { openTimesMs, returns } = alignReturns(series)
  return {
    days: openTimesMs.map(dayOf),
    logReturns: returns.map((column) => column.map((r) => Math.min(MAX_LOG_RETURN, Math.max(-MAX_LOG_RETURN, r)))),
  }
}
