import type { ImpliedSeries } from '../market/impliedSeries.js'

/** Keep the values of a series that were known at an instant: what somebody could know then. */
export function impliedUntil(series: ImpliedSeries, atMs: number): ImpliedSeries {
  const { knownAtMs, values } = series
  const first = knownAtMs.findIndex((instant) => instant > atMs)
  const known = first < 0 ? knownAtMs.length : first
  return { ...series, knownAtMs: knownAtMs.slice(0, known), values: values.slice(0, known) }
}
