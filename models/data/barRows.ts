import type { Bar, BarSeries } from './barSeries.js'

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
    openTimesMs: bars.map(({ openTimeMs }) => openTimeMs),
    open: bars.map(({ open }) => open),
    high: bars.map(({ high }) => high),
    low: bars.map(({ low }) => low),
    close: bars.map(({ close }) => close),
    volumeUsd: bars.map(({ volumeUsd }) => volumeUsd),
  }
}

/**
 * Read one row off the columns of a series.
 *
 * @param index - 0 or more and below the number of bars
 */
export function barAt({ openTimesMs, open, high, low, close, volumeUsd }: BarSeries, index: number): Bar {
  return {
    openTimeMs: openTimesMs[index] as number,
    open: open[index] as number,
    high: high[index] as number,
    low: low[index] as number,
    close: close[index] as number,
    volumeUsd: volumeUsd[index] as number,
  }
}
