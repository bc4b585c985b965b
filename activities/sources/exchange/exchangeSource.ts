import { AsyncLocalStorage } from 'node:async_hooks'
import { durationMs } from '../../../core/duration.js'
import { BAR_INTERVAL_MS } from '../../../models/data/barSeries.js'
import type { ExchangeSourceConfig } from '../../../models/data/sourceConfig.js'
import { toBarSeries } from '../../../models/data/barRows.js'
import { AssetNotCarried, NoClosedBars } from '../errors.js'
import type { MarketDataSource } from '../marketDataSource.js'
import { SourceAnswerUnreadable, VenueSymbolUnknown, VenueUnsuitable } from './errors.js'
import { fetchPages } from './fetchPages.js'
import { ccxtLibrary, openVenue, type Venue, venueBaseUrl } from './venue.js'

const DAY_MS = BAR_INTERVAL_MS['1d']

/**
 * Make a source of bars of a trading venue, through ccxt's public, key-less API of it.
 *
 * Assets share one connection, its rate limit and its list of markets. The list is loaded once and again after a failure.
 *
 * @param environment - reads the variable that `baseUrlEnv` names.
 * @throws {BaseUrlInvalid} when that variable is not set, or holds no http(s) URL.
 */
export function exchangeSource(
  config: ExchangeSourceConfig,
  { environment }: { readonly environment: (name: string) => string | undefined },
): MarketDataSource {
  const { name, interval, historyDays } = config
  const symbols = new Map(Object.entries(config.symbols))
  const baseUrl = venueBaseUrl(config, environment)
  const timeoutMs = durationMs(config.timeout)
  const callers = new AsyncLocalStorage<AbortSignal | undefined>()
  let opening: Promise<Venue> | null = null

  async function open(): Promise<Venue> {
    const venue = await openVenue({ venue: config.venue, baseUrl, source: name, timeoutMs, signalOf: () => callers.getStore() })
    const offered = Object.keys(venue.timeframes ?? {})
    if (venue.has.fetchOHLCV !== true || !offered.includes(interval)) throw new VenueUnsuitable(config.venue, interval, offered)
    await venue.loadMarkets()
    if (spotSymbols(venue).length === 0)
      throw new SourceAnswerUnreadable({ source: name, found: 'a list without spot markets', status: null })
    return venue
  }

  function venueOnce(): Promise<Venue> {
    if (opening === null) {
      // Not cancelled with one caller: the others wait for the same list.
      const attempt = callers.run(undefined, open)
      opening = attempt
      attempt.catch(() => {
        if (opening === attempt) opening = null
      })
    }
    return opening
  }

  return {
    name,
    kind: 'exchange',
    carries: (asset) => symbols.has(asset),
    async fetch({ asset, asOfMs, signal }) {
      const symbol = symbols.get(asset)
      if (symbol === undefined) throw new AssetNotCarried(name, asset, [...symbols.keys()])
      const fromMs = (Math.floor(asOfMs / DAY_MS) - historyDays) * DAY_MS
      try {
        const venue = await untilAborted(venueOnce(), signal)
        const known = spotSymbols(venue)
        if (!known.includes(symbol)) throw new VenueSymbolUnknown({ venue: config.venue, asset, symbol, known })
        const bars = await callers.run(signal, () =>
          fetchPages(venue, { source: name, symbol, interval, fromMs, asOfMs, signal }),
        )
        if (bars.length > 0) return toBarSeries(bars, { asset, source: name, interval, isSynthetic: false })
      } catch (error) {
        signal?.throwIfAborted()
        throw (await ccxtLibrary()).toSourceError(error, name)
      }
      const details = `${config.venue} gave no bars of ${symbol} from ${new Date(fromMs).toISOString()} on.`
      throw new NoClosedBars({ source: name, asset, asOfMs, details })
    },
  }
}

function spotSymbols({ markets = {} }: Venue): string[] {
  return Object.entries(markets).flatMap(([symbol, { spot }]) => (spot === true ? [symbol] : []))
}

async function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return promise
  signal.throwIfAborted()
  let stop = () => {}
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error)
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
