import type { BarSeries } from '../../models/data/barSeries.js'

/** One bar as a source gives it: opening instant in milliseconds, prices and traded value in USD. */
export interface Bar {
  readonly openTimeMs: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volumeUsd: number
}

/** Lay bars, in ascending time, out as the columns of a series. */
export function toBarSeries(
  bars: readonly Bar[],
  { asset, source, interval, isSynthetic }: Pick<BarSeries, 'asset' | 'source' | 'interval' | 'isSynthetic'>,
): BarSeries {
  return {
    asset,
    source,
    interval,
    isSynthetic,
    openTimesMs: bars.map((bar) => bar.openTimeMs),
    open: bars.map((bar) => bar.open),
    high: bars.map((bar) => bar.high),
    low: bars.map((bar) => bar.low),
    close: bars.map((bar) => bar.close),
    volumeUsd: bars.map((bar) => bar.volumeUsd),
  }
}
