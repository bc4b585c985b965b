import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { exchangeSource } from '../../../../activities/sources/exchange/exchangeSource.js'
import type { MarketDataSource } from '../../../../activities/sources/marketDataSource.js'
import type { PlimsollError } from '../../../../core/errors/plimsollError.js'
import { barSeriesSchema } from '../../../../models/data/barSeries.js'
import { exchangeSourceConfigSchema } from '../../../../models/data/sourceConfig.js'
import { dailyBars, startVenueServer, type VenueBar, type VenueServer } from '../../../support/venueServer.js'
import { failureOf as sourceFailure } from '../support/failureOf.js'

const DAY_MS = 86_400_000
const asOfMs = Date.UTC(2022, 5, 12)

let bars: VenueBar[]
let server: VenueServer

beforeEach(async () => {
  bars = dailyBars(1_510, asOfMs + 5 * DAY_MS)
  server = await startVenueServer(() => bars)
})

afterEach(() => server.close())

function source(options: Record<string, unknown> = {}, baseUrl: string | undefined = `${server.url}/proxy/`): MarketDataSource {
  return exchangeSource(
    exchangeSourceConfigSchema.parse({
      kind: 'exchange',
      name: 'venue',
      venue: 'binance',
      symbols: { WETH: 'ETH/USDT' },
      timeout: '5m',
      baseUrlEnv: 'VENUE_URL',
      ...options,
    }),
    { environment: (name) => (name === 'VENUE_URL' ? baseUrl : undefined) },
  )
}

async function failureOf(from: MarketDataSource, asset = 'WETH'): Promise<PlimsollError> {
  const error = await sourceFailure(from, { asset, asOfMs })
  expect(error.cause).toBeUndefined()
  return error
}

const onKlines = (answer: (response: ServerResponse) => void) => {
  server.intercept = (request, response) => {
    if (request.url?.includes('/klines') !== true) return false
    answer(response)
    return true
  }
}

const json = (response: ServerResponse, body: unknown, status = 200, headers: Record<string, string> = {}) =>
  void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

describe('exchangeSource', () => {
  it('default', async () => {
    const series = await source().fetch({ asset: 'WETH', asOfMs })
    barSeriesSchema.parse(series)
    expect(series).toMatchObject({ asset: 'WETH', source: 'venue', interval: '1d', isSynthetic: false })
    expect(series.openTimesMs).toHaveLength(1_500)
    expect(series.openTimesMs[0]).toBe(asOfMs - 1_500 * DAY_MS)
    expect(series.openTimesMs.at(-1)).toBe(asOfMs - DAY_MS)
    expect(series.volumeUsd[0]).toBe(12.5 * (series.close[0] as number))
    expect(server.requests.filter((path) => path.includes('/klines'))).toHaveLength(2)
    expect(server.requests.every((path) => path.startsWith('/proxy/api/v3/'))).toBe(true)
  })

  it('behavior: assets share one list of markets', async () => {
    const venue = source({ symbols: { WETH: 'ETH/USDT', stETH: 'ETH/USDT' } })
    await Promise.all([venue.fetch({ asset: 'WETH', asOfMs }), venue.fetch({ asset: 'stETH', asOfMs })])
    expect(server.requests.filter((path) => path.includes('/exchangeInfo'))).toHaveLength(1)
  })

  it('behavior: pages before the listing are empty, rows descend (Coinbase Exchange)', async () => {
    bars = bars.slice(-700)
    const series = await source({ venue: 'coinbaseexchange', symbols: { WETH: 'ETH/USD' } }).fetch({ asset: 'WETH', asOfMs })
    barSeriesSchema.parse(series)
    expect(series.openTimesMs).toHaveLength(695)
    expect(series.openTimesMs.at(-1)).toBe(asOfMs - DAY_MS)
    expect(series).toMatchObject({ open: expect.arrayContaining([1_000]) })
    expect((series.high[0] as number) > (series.low[0] as number)).toBe(true)
  })

  it('behavior: a venue that has the last 720 bars only (Kraken)', async () => {
    bars = dailyBars(1_500, asOfMs)
    const series = await source({ venue: 'kraken', symbols: { WETH: 'ETH/USD' } }).fetch({ asset: 'WETH', asOfMs })
    barSeriesSchema.parse(series)
    expect(series.openTimesMs).toHaveLength(720)
  })

  it('behavior: an overlap with equal figures is merged, and rows out of order are sorted', async () => {
    const rows = bars.slice(0, 1_000).map((bar) => [bar.timeMs, bar.open, bar.high, bar.low, bar.close, bar.volume])
    const page = [rows[3], rows[3], ...rows].reverse()
    let isFirst = true
    server.intercept = (request, response) => {
      if (!isFirst || request.url?.includes('/klines') !== true) return false
      isFirst = false
      json(response, page)
      return true
    }
    const series = await source().fetch({ asset: 'WETH', asOfMs })
    barSeriesSchema.parse(series)
    expect(series.openTimesMs).toHaveLength(1_500)
  })

  it('behavior: works again after a failure', async () => {
    const venue = source()
    server.intercept = (_, response) => {
      json(response, {}, 503)
      return true
    }
    expect(await failureOf(venue)).toMatchObject({ code: 'SOURCE_UNAVAILABLE', retryable: true })
    server.intercept = null
    expect((await venue.fetch({ asset: 'WETH', asOfMs })).close).toHaveLength(1_500)
  })

  it('behavior: a signal ends the request at once, with its reason', async () => {
    server.intercept = () => true
    const abort = new AbortController()
    const pending = source({ timeout: '30s' }).fetch({ asset: 'WETH', asOfMs, signal: abort.signal })
    setTimeout(() => abort.abort(new Error('stop')), 100)
    await expect(pending).rejects.toThrow('stop')
    const venue = source({ timeout: '30s' })
    onKlines(() => {})
    const second = new AbortController()
    const paging = venue.fetch({ asset: 'WETH', asOfMs, signal: second.signal })
    setTimeout(() => second.abort(new Error('stop too')), 300)
    await expect(paging).rejects.toThrow('stop too')
  })

  it('error: SourceTimedOut', async () => {
    onKlines(() => {})
    const error = await failureOf(source({ timeout: '500ms' }))
    expect(error).toMatchObject({ code: 'SOURCE_TIMED_OUT', retryable: true })
    expect(error.message).toContain('within 500 ms (127.0.0.1')
  })

  it('error: SourceTimedOut while the body trickles', async () => {
    onKlines((response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('[['))
    expect(await failureOf(source({ timeout: '500ms' }))).toMatchObject({ code: 'SOURCE_TIMED_OUT' })
  })

  it('error: SourceAnswerUnreadable', async () => {
    for (const [body, status, found, retryable] of [
      ['<!DOCTYPE html><html><body>Please log in</body></html>', 200, 'an HTML page', true],
      ['<html><body>Forbidden</body></html>', 403, 'an HTML page', false],
      ['<html><body>Bad gateway</body></html>', 502, 'an HTML page', true],
      ['[[1,2', 200, 'text that is not whole JSON', true],
      ['', 200, 'nothing', true],
    ] as const) {
      onKlines((response) => void response.writeHead(status, { 'content-type': 'text/html' }).end(body))
      const error = await failureOf(source())
      expect(error).toMatchObject({ code: 'SOURCE_ANSWER_UNREADABLE', retryable, status })
      expect(error.message).toContain(found)
    }
  })

  it('error: SourceAnswerUnreadable for a list without markets', async () => {
    server.intercept = (_, response) => {
      json(response, { symbols: [] })
      return true
    }
    expect(await failureOf(source())).toMatchObject({ code: 'SOURCE_ANSWER_UNREADABLE' })
  })

  it('error: SourceRateLimited', async () => {
    onKlines((response) => json(response, { code: -1003, msg: 'Too many requests' }, 429, { 'retry-after': '7' }))
    expect(await failureOf(source())).toMatchObject({ code: 'SOURCE_RATE_LIMITED', retryable: true, retryAfterMs: 7_000 })
    onKlines((response) => json(response, { code: -1003, msg: 'Too many requests' }, 200))
    expect(await failureOf(source())).toMatchObject({ code: 'SOURCE_RATE_LIMITED', retryAfterMs: null })
  })

  it('error: SourceUnavailable', async () => {
    const { url } = server
    await server.close()
    const error = await failureOf(source({}, `${url}/proxy/secret-key`))
    expect(error).toMatchObject({ code: 'SOURCE_UNAVAILABLE', retryable: true })
    expect(error.message).toContain('ECONNREFUSED')
    expect(error.message).not.toContain('secret')
  })

  it('error: SourceRefused', async () => {
    onKlines((response) => json(response, { code: 0, msg: 'Service unavailable from a restricted location' }, 451))
    expect(await failureOf(source())).toMatchObject({ code: 'SOURCE_REFUSED', retryable: false })
    onKlines((response) => json(response, { code: -2015, msg: 'Invalid API-key, IP, or permissions for action.' }, 401))
    expect(await failureOf(source())).toMatchObject({ code: 'SOURCE_REFUSED', retryable: false })
  })

  it('error: SourceBarInvalid', async () => {
    for (const [at, value] of [
      [4, '0'],
      [1, '-3'],
      [3, 'NaN'],
      [5, '-1'],
    ] as const) {
      const row: unknown[] = [asOfMs - 3 * DAY_MS, '1', '1', '1', '1', '1']
      row[at] = value
      onKlines((response) => json(response, [row]))
      expect(await failureOf(source())).toMatchObject({ code: 'SOURCE_BAR_INVALID', retryable: false })
    }
  })

  it('error: SourcePagesDisagree', async () => {
    const time = asOfMs - 3 * DAY_MS
    onKlines((response) =>
      json(response, [
        [time, '1', '1', '1', '1', '1'],
        [time, '1', '2', '1', '2', '1'],
      ]),
    )
    expect(await failureOf(source())).toMatchObject({
      code: 'SOURCE_PAGES_DISAGREE',
      retryable: true,
      at: '2022-06-09T00:00:00.000Z',
    })
  })

  it('error: NoClosedBars', async () => {
    bars = []
    expect(await failureOf(source())).toMatchObject({ code: 'NO_CLOSED_BARS', retryable: false })
  })

  it('error: VenueUnknown', async () => {
    const error = await failureOf(source({ venue: 'binanse' }))
    expect(error).toMatchObject({ code: 'VENUE_UNKNOWN', retryable: false })
    expect(error.message).toContain('Did you mean binance?')
    expect(await failureOf(source({ venue: 'Exchange' }))).toMatchObject({ code: 'VENUE_UNKNOWN' })
  })

  it('error: VenueSymbolUnknown', async () => {
    const error = await failureOf(source({ symbols: { WETH: 'ETH/USD' } }))
    expect(error).toMatchObject({ code: 'VENUE_SYMBOL_UNKNOWN', symbol: 'ETH/USD', retryable: false })
    expect(error.message).toContain('Near it: ETH/USDT')
  })

  it('error: BaseUrlInvalid', () => {
    for (const value of [undefined, 'not a url with secret', 'ftp://secret.example']) {
      expect(() =>
        exchangeSource(
          exchangeSourceConfigSchema.parse({
            kind: 'exchange',
            name: 'venue',
            venue: 'binance',
            symbols: {},
            baseUrlEnv: 'VENUE_URL',
          }),
          { environment: () => value },
        ),
      ).toThrow(expect.objectContaining({ code: 'BASE_URL_INVALID', message: expect.not.stringContaining('secret') }))
    }
  })

  it('error: AssetNotCarried', async () => {
    expect(await failureOf(source(), 'LINK')).toMatchObject({ code: 'ASSET_NOT_CARRIED' })
  })
})
