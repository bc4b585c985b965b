import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import type { BarSeries } from '../../models/data/barSeries.js'

const DAY_MS = 86_400_000

/** Make consistent daily bars of a seeded random walk: the same arguments give the same bars. */
export function dailySeries({
  days,
  asset = 'TEST',
  source = 'one',
  seed = 1,
  volatility = (day) => 0.03 * (1.2 + Math.sin(day / 30)),
  firstDay = '2020-01-01',
}: {
  days: number
  asset?: string
  source?: string
  seed?: number
  /** Standard deviation of the log return of a day, as a fraction. */
  volatility?: (day: number) => number
  firstDay?: string
}): BarSeries {
  const random = xoroshiro128plus(seed)
  const series: BarSeries = {
    asset,
    source,
    interval: '1d',
    isSynthetic: true,
    openTimesMs: Array.from({ length: days }, (_, i) => Date.parse(firstDay) + i * DAY_MS),
    open: [],
    high: [],
    low: [],
    close: [],
    volumeUsd: new Array(days).fill(1e6),
  }
  let price = 100
  for (let day = 0; day < days; day++) {
    const sigma = volatility(day)
    const open = price
    const normal = Math.sqrt(-2 * Math.log(1 - uniformFloat64(random))) * Math.cos(2 * Math.PI * uniformFloat64(random))
    price = open * Math.exp(sigma * Math.max(-5, Math.min(5, normal)))
    series.open.push(open)
    series.close.push(price)
    series.high.push(Math.max(open, price) * Math.exp(sigma * uniformFloat64(random)))
    series.low.push(Math.min(open, price) * Math.exp(-sigma * uniformFloat64(random)))
  }
  return series
}
