import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const DAY_MS = 86_400_000

/** A bar as the server holds it: figures as text, as venues send them. */
export interface VenueBar {
  readonly timeMs: number
  readonly open: string
  readonly high: string
  readonly low: string
  readonly close: string
  readonly volume: string
}

/** A trading venue's public API on loopback, with its documented paths, page sizes and order of rows. */
export interface VenueServer {
  readonly url: string
  /** Paths with queries, in the order they were asked for. */
  readonly requests: string[]
  /** Answers in place of the venue while set; returning false lets the venue answer. */
  intercept: ((request: IncomingMessage, response: ServerResponse) => boolean) | null
  close(): Promise<void>
}

/** Make `count` daily bars up to and without `endMs`, walking by a fixed pattern. */
export function dailyBars(count: number, endMs: number): VenueBar[] {
  return Array.from({ length: count }, (_, i) => {
    const open = 1_000 + (i % 50)
    return {
      timeMs: endMs - (count - i) * DAY_MS,
      open: `${open}.00`,
      high: `${open + 10}.50`,
      low: `${open - 10}.25`,
      close: `${open + 1}.00`,
      volume: '12.5',
    }
  })
}

/**
 * Serve daily ETH bars as Binance, Coinbase Exchange and Kraken do, and the same figures as Deribit serves a volatility index.
 *
 * @source Binance Spot API (`/api/v3/exchangeInfo`, `/api/v3/klines`: from startTime, ascending, at most 1,000); Coinbase Exchange API
 *   (`/products`, `/products/{id}/candles`: start to end, descending, at most 300); Kraken REST (`/0/public/AssetPairs`, `/0/public/OHLC`:
 *   the last 720 whatever `since`); Deribit API v2 (`/api/v2/public/get_volatility_index_data`: the last 1,000 from start to end, and the end to go
 *   on from)
 */
export async function startVenueServer(bars: () => readonly VenueBar[]): Promise<VenueServer> {
  const requests: string[] = []
  const venue: { intercept: VenueServer['intercept'] } = { intercept: null }
  const server = createServer((request, response) => {
    requests.push(request.url ?? '')
    if (venue.intercept?.(request, response) === true) return
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const { status, body } = answer(url.pathname.replace(/^\/proxy/, ''), url.searchParams, bars())
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(venue, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}

function answer(path: string, query: URLSearchParams, bars: readonly VenueBar[]): { status: number; body: unknown } {
  switch (path) {
    case '/api/v3/exchangeInfo':
      return { status: 200, body: { timezone: 'UTC', serverTime: 0, rateLimits: [], symbols: ['ETH', 'BTC'].map(binanceSymbol) } }
    case '/api/v3/klines':
      return binanceKlines(query, bars)
    case '/currencies':
      return {
        status: 200,
        body: ['ETH', 'USD'].map((id) => ({ id, name: id, min_size: '0.00000001', status: 'online', details: {} })),
      }
    case '/products':
      return { status: 200, body: [coinbaseProduct] }
    case '/products/ETH-USD/candles':
      return coinbaseCandles(query, bars)
    case '/0/public/Assets':
      return {
        status: 200,
        body: { error: [], result: { XETH: { aclass: 'currency', altname: 'ETH', decimals: 10, display_decimals: 5 } } },
      }
    case '/0/public/AssetPairs':
      return { status: 200, body: { error: [], result: { XETHZUSD: krakenPair } } }
    case '/0/public/OHLC':
      return krakenOhlc(bars)
    case '/api/v2/public/get_volatility_index_data':
      return deribitIndex(query, bars)
    default:
      return { status: 404, body: { code: 404, msg: 'not found' } }
  }
}

function deribitIndex(query: URLSearchParams, bars: readonly VenueBar[]) {
  if (query.get('resolution') !== '1D' || query.get('currency') !== 'ETH') {
    const error = { code: -32602, message: 'Invalid params', data: { reason: 'wrong format', param: 'currency' } }
    return { status: 400, body: { jsonrpc: '2.0', error, testnet: false } }
  }
  const [start, end] = [Number(query.get('start_timestamp')), Number(query.get('end_timestamp'))]
  const within = bars.filter(({ timeMs }) => timeMs >= start && timeMs <= end)
  const page = within.slice(-1_000)
  const data = page.map(({ timeMs, open, high, low, close }) => [timeMs, ...[open, high, low, close].map(Number)])
  const continuation = within.length > page.length ? (page[0] as VenueBar).timeMs - DAY_MS : null
  return { status: 200, body: { jsonrpc: '2.0', result: { data, continuation }, usIn: 0, usOut: 1, usDiff: 1, testnet: false } }
}

const binanceSymbol = (base: string) => ({
  symbol: `${base}USDT`,
  status: 'TRADING',
  baseAsset: base,
  baseAssetPrecision: 8,
  quoteAsset: 'USDT',
  quotePrecision: 8,
  quoteAssetPrecision: 8,
  orderTypes: ['LIMIT', 'MARKET'],
  isSpotTradingAllowed: true,
  isMarginTradingAllowed: true,
  filters: [{ filterType: 'PRICE_FILTER', minPrice: '0.01', maxPrice: '1000000', tickSize: '0.01' }],
  permissions: [],
  permissionSets: [['SPOT', 'MARGIN']],
})

function binanceKlines(query: URLSearchParams, bars: readonly VenueBar[]) {
  if (query.get('symbol') !== 'ETHUSDT') return { status: 400, body: { code: -1121, msg: 'Invalid symbol.' } }
  const start = Number(query.get('startTime') ?? 0)
  const end = Number(query.get('endTime') ?? Number.MAX_SAFE_INTEGER)
  const limit = Math.min(1_000, Number(query.get('limit') ?? 500))
  const rows = bars.filter(({ timeMs }) => timeMs >= start && timeMs <= end).slice(0, limit)
  const body = rows.map(({ timeMs, open, high, low, close, volume }) => [
    timeMs,
    open,
    high,
    low,
    close,
    volume,
    timeMs + DAY_MS - 1,
    '0',
    1,
    '0',
    '0',
    '0',
  ])
  return { status: 200, body }
}

const coinbaseProduct = {
  id: 'ETH-USD',
  base_currency: 'ETH',
  quote_currency: 'USD',
  base_min_size: '0.00029',
  base_increment: '0.00000001',
  quote_increment: '0.01',
  display_name: 'ETH/USD',
  status: 'online',
  trading_disabled: false,
}

function coinbaseCandles(query: URLSearchParams, bars: readonly VenueBar[]) {
  const start = Date.parse(query.get('start') ?? '')
  const end = Date.parse(query.get('end') ?? '')
  if ((end - start) / DAY_MS > 300)
    return { status: 400, body: { message: 'granularity too small for the requested time range' } }
  const rows = bars.filter(({ timeMs }) => timeMs >= start && timeMs <= end).reverse()
  const body = rows.map(({ timeMs, open, high, low, close, volume }) => [
    timeMs / 1_000,
    ...[low, high, open, close, volume].map(Number),
  ])
  return { status: 200, body }
}

const krakenPair = {
  altname: 'ETHUSD',
  wsname: 'ETH/USD',
  aclass_base: 'currency',
  base: 'XETH',
  aclass_quote: 'currency',
  quote: 'ZUSD',
  pair_decimals: 2,
  lot_decimals: 8,
  lot_multiplier: 1,
  leverage_buy: [],
  leverage_sell: [],
  fees: [],
  fees_maker: [],
  ordermin: '0.002',
  tick_size: '0.01',
  status: 'online',
}

function krakenOhlc(bars: readonly VenueBar[]) {
  const rows = bars
    .slice(-720)
    .map(({ timeMs, open, high, low, close, volume }) => [timeMs / 1_000, open, high, low, close, '0', volume, 1])
  return { status: 200, body: { error: [], result: { XETHZUSD: rows, last: 0 } } }
}
