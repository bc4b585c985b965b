import { BAR_INTERVAL_MS, type BarSeries } from '../data/barSeries.js'
import { logReturns } from '../data/logReturns.js'
import { MisalignedSeriesError } from '../errors.js'

/** Log returns of several assets over the same bars. */
export interface AlignedReturns {
  /** Opening instant of the bar that each return ends with, milliseconds since the epoch, ascending. */
  readonly openTimesMs: number[]
  /** One column an asset, in the order given, each as long as `openTimesMs`; fractions. */
  readonly returns: Float64Array[]
}

/**
 * Put the log returns of several assets on their common bars.
 *
 * A return is kept where every series has both its bar and the bar one interval before, so that all returns span one interval and no
 * pair is read across a gap of either.
 *
 * @param series - assets' bars of one interval. No series gives no columns.
 * @throws {MisalignedSeriesError} when the intervals differ or no two neighbouring bars are common to all.
 * @throws {InvalidSeriesValueError} when a close is not positive and finite.
 */
export function alignReturns(series: readonly BarSeries[]): AlignedReturns {
  const first = series[0]
  if (first === undefined) return { openTimesMs: [], returns: [] }
  const other = series.find(({ interval }) => interval !== first.interval)
  if (other !== undefined) {
    throw new MisalignedSeriesError(`${first.asset} has ${first.interval} bars and ${other.asset} ${other.interval} bars`)
  }
  const step = BAR_INTERVAL_MS[first.interval]
  const byTime = series.map((bars) => {
    const returns = logReturns(bars.close)
    const times = bars.openTimesMs
    const following = new Map<number, number>()
    for (let i = 1; i < times.length; i++) {
      const at = times[i] as number
      if (at - (times[i - 1] as number) === step) following.set(at, returns[i - 1] as number)
    }
    return following
  })
  const openTimesMs = first.openTimesMs.filter((at) => byTime.every((returns) => returns.has(at)))
  if (openTimesMs.length === 0) {
    throw new MisalignedSeriesError(`${series.map(({ asset }) => asset).join(', ')} have no two neighbouring bars in common`)
  }
  const returns = byTime.map((column) => Float64Array.from(openTimesMs, (at) => column.get(at) as number))
  return { openTimesMs, returns }
}
