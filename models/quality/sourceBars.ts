import { BAR_INTERVAL_MS } from '../market/barSeries.js'
import type { Bar } from './bar.js'

/** Length of the quality stage's bars, in milliseconds. */
export const DAY_MS = BAR_INTERVAL_MS['1d']

/** Bars of one source by opening instant, with the instants in ascending order. Never empty. */
export interface SourceBars {
  readonly name: string
  readonly isSynthetic: boolean
  readonly bars: ReadonlyMap<number, Bar>
  readonly times: readonly number[]
}

/** Give the opening instant of a source's last bar. */
export function lastTime(source: SourceBars): number {
  return source.times[source.times.length - 1] as number
}
