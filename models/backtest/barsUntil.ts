import { BAR_INTERVAL_MS, type BarSeries } from '../data/barSeries.js'
import type { ImpliedSeries } from '../data/impliedSeries.js'

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

/** Keep the values of a series that were known at an instant: what somebody could know then. */
export function impliedUntil(series: ImpliedSeries, atMs: number): ImpliedSeries {
  const { knownAtMs, values } = series
  const first = knownAtMs.findIndex((instant) => instant > atMs)
  const known = first < 0 ? knownAtMs.length : first
  return { ...series, knownAtMs: knownAtMs.slice(0, known), values: values.slice(0, known) }
}
