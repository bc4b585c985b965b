import { BAR_INTERVAL_MS, type BarInterval } from '../../../models/data/barSeries.js'
import type { Bar } from '../../../models/data/barSeries.js'
import { SourceBarInvalid, SourcePagesDisagree } from './errors.js'
import type { Venue } from './venue.js'

/** What is asked of a venue. */
export interface PageRequest {
  readonly source: string
  readonly symbol: string
  readonly interval: BarInterval
  /** Opening instant of the first bar that is wanted. */
  readonly fromMs: number
  /** Only bars closed by then are kept. */
  readonly asOfMs: number
  readonly signal?: AbortSignal | undefined
}

// Every venue gives at least so many bars a page; only used where ccxt does not know the venue's own limit.
const FALLBACK_PAGE_BARS = 100

/**
 * Ask a venue for bars, page after page.
 *
 * Pages may overlap, and may come in any order within: bars are merged by their opening time. A page before the asset's listing
 * is empty, so an empty page does not end the search. Volume is base volume times close.
 *
 * @returns bars in ascending time, possibly none.
 * @throws {SourcePagesDisagree} when two pages give one bar different figures.
 * @throws {SourceBarInvalid} when a bar holds no positive price.
 */
export async function fetchPages(venue: Venue, request: PageRequest): Promise<Bar[]> {
  const { symbol, interval, fromMs, asOfMs, signal } = request
  const stepMs = BAR_INTERVAL_MS[interval]
  const known = venue.featureValue(symbol, 'fetchOHLCV', 'limit')
  const pageBars = typeof known === 'number' && known > 0 ? known : FALLBACK_PAGE_BARS
  const bars = new Map<number, Bar>()
  for (let since = fromMs; since + stepMs <= asOfMs; ) {
    signal?.throwIfAborted()
    const rows = await venue.fetchOHLCV(symbol, interval, since, typeof known === 'number' ? pageBars : undefined)
    let lastMs = Number.NEGATIVE_INFINITY
    for (const row of rows) {
      const bar = toBar(row, request)
      lastMs = Math.max(lastMs, bar.openTimeMs)
      if (bar.openTimeMs >= fromMs && bar.openTimeMs + stepMs <= asOfMs) merge(bars, bar, request)
    }
    // A page that ends before it began would be asked for again for ever.
    since = lastMs >= since ? lastMs + stepMs : since + pageBars * stepMs
  }
  return [...bars.values()].sort((a, b) => a.openTimeMs - b.openTimeMs)
}

function merge(bars: Map<number, Bar>, bar: Bar, { source, symbol }: PageRequest): void {
  const known = bars.get(bar.openTimeMs)
  if (known === undefined) {
    bars.set(bar.openTimeMs, bar)
  } else if (known.open !== bar.open || known.high !== bar.high || known.low !== bar.low || known.close !== bar.close) {
    throw new SourcePagesDisagree({ source, symbol, openTimeMs: bar.openTimeMs, first: known.close, second: bar.close })
  }
}

function toBar(row: readonly (number | undefined)[], { source, symbol }: PageRequest): Bar {
  const [time, open, high, low, close, volume = 0] = row
  const openTimeMs = time ?? Number.NaN
  const check = (field: string, value: number | undefined, isRight: boolean): number => {
    if (value === undefined || !Number.isFinite(value) || !isRight)
      throw new SourceBarInvalid({ source, symbol, openTimeMs, field, value })
    return value
  }
  const price = (field: string, value: number | undefined) => check(field, value, (value ?? 0) > 0)
  check('time', openTimeMs, Number.isInteger(openTimeMs))
  const closing = price('close', close)
  return {
    openTimeMs,
    open: price('open', open),
    high: price('high', high),
    low: price('low', low),
    close: closing,
    volumeUsd: check('volume', volume, volume >= 0) * closing,
  }
}
