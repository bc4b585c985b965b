import { type Bar, BAR_INTERVAL_MS } from '../data/barSeries.js'
import type { QualityConfig } from './qualityConfig.js'

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

/** Write the UTC day of an instant as messages name it: 2020-03-12. */
export function dayOf(openTimeMs: number): string {
  return new Date(openTimeMs).toISOString().slice(0, 10)
}

/** Write a share as messages name it: 0.02 is "2 %", to six significant digits. */
export function percent(share: number): string {
  return `${Number((share * 100).toPrecision(6))} %`
}

/**
 * Name the figure that makes a bar implausible by the high/low rule, or null where the bar is plausible.
 *
 * A low under `lowBodyRatio` of the body is at fault itself; where high/low passes `highLowRatio`, the one farther from the body is.
 */
export function suspectField(bar: Bar, config: QualityConfig): 'high' | 'low' | null {
  const bodyLow = Math.min(bar.open, bar.close)
  const bodyHigh = Math.max(bar.open, bar.close)
  if (bar.low < config.lowBodyRatio * bodyLow) return 'low'
  if (bar.high / bar.low <= config.highLowRatio) return null
  return bar.high / bodyHigh >= bodyLow / bar.low ? 'high' : 'low'
}
