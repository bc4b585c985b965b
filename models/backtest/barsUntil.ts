import { BAR_INTERVAL_MS, type BarSeries } from '../market/barSeries.js'

/** Keep the bars of a series that are closed by an instant: what somebody could know then. */
export function barsUntil(series: BarSeries, atMs: number): BarSeries {
  const { openTimesMs, open, high, low, close, volumeUsd } = series
  const lastOpening = atMs - BAR_INTERVAL_MS[series.interval]
  let [from, to] = [0, openTimesMs.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((openTimesMs[middle] as number) <= lastOpening) from = middle + 1
    else to = middle
  }
  const known = (column: number[]) => column.slice(0, from)
  return {
    ...series,
    openTimesMs: known(openTimesMs),
    open: known(open),
    high: known(high),
    low: known(low),
    close: known(close),
    volumeUsd: known(volumeUsd),
  }
}
