import { BAR_INTERVAL_MS, type BarSeries } from '../data/barSeries.js'
import { SeriesTooShortError } from '../errors.js'

/** Closing prices at equal distances. */
export interface ContinuousPrices {
  /** Closes; a missing bar repeats the close before it, as an oracle without an update does. */
  readonly closes: Float64Array
  /** Instant of the first close, milliseconds since the epoch. */
  readonly firstCloseMs: number
  readonly barMs: number
}

/**
 * Lay the closes of a series out bar by bar, from the first to the last that closes within two instants.
 *
 * @throws {SeriesTooShortError} when no bar closes between them.
 */
export function continuousPrices(
  series: Pick<BarSeries, 'asset' | 'interval' | 'openTimesMs' | 'close'>,
  fromMs: number,
  toMs: number,
): ContinuousPrices {
  const barMs = BAR_INTERVAL_MS[series.interval]
  const kept = series.openTimesMs.flatMap((openMs, i) => (openMs + barMs >= fromMs && openMs + barMs <= toMs ? [i] : []))
  const [first, last] = [kept[0], kept.at(-1)]
  if (first === undefined || last === undefined) {
    throw new SeriesTooShortError({ what: `The prices of ${series.asset} in the backtest`, observations: 0, required: 1 })
  }
  const openOf = (i: number) => series.openTimesMs[i] as number
  const length = Math.floor((openOf(last) - openOf(first)) / barMs) + 1
  let at = first
  const closes = Float64Array.from({ length }, (_, k) => {
    while (at < last && openOf(at + 1) <= openOf(first) + k * barMs) at++
    return series.close[at] as number
  })
  return { closes, firstCloseMs: openOf(first) + barMs, barMs }
}
