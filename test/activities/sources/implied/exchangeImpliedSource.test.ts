import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { exchangeImpliedSource } from '../../../../activities/sources/implied/exchangeImpliedSource.js'
import type { ImpliedSource } from '../../../../activities/sources/implied/impliedSource.js'
import { exchangeImpliedConfigSchema } from '../../../../models/data/impliedConfig.js'
import { impliedSeriesSchema } from '../../../../models/data/impliedSeries.js'
import { dailyBars, startVenueServer, type VenueBar, type VenueServer } from '../../../support/venueServer.js'
import { failureOf as sourceFailure } from '../support/failureOf.js'

const DAY_MS = 86_400_000
const asOfMs = Date.UTC(2022, 5, 12)

let days: VenueBar[]
let server: VenueServer

beforeEach(async () => {
  days = dailyBars(1_510, asOfMs + 5 * DAY_MS)
  server = await startVenueServer(() => days)
})

afterEach(() => server.close())

function source(options: Record<string, unknown> = {}, baseUrl: string | undefined = `${server.url}/proxy/`): ImpliedSource {
  return exchangeImpliedSource(
    exchangeImpliedConfigSchema.parse({
      kind: 'exchange',
      name: 'dvol',
      venue: 'deribit',
      symbols: { WETH: 'ETH' },
      timeout: '5m',
      baseUrlEnv: 'VENUE_URL',
      ...options,
    }),
    { environment: (name) => (name === 'VENUE_URL' ? baseUrl : undefined) },
  )
}

const failureOf = (from: ImpliedSource, asset = 'WETH') => sourceFailure(from, { asset, asOfMs })

const json = (response: ServerResponse, body: unknown, status = 200) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
const always = (body: unknown, status = 200) => {
  server.intercept = (_, response) => {
    json(response, body, status)
    return true
  }
}
const page = (data: unknown, continuation: unknown = null) => ({ jsonrpc: '2.0', result: { data, continuation } })

describe('exchangeImpliedSource', () => {
  it("default: a close a day, in percent, known at the day's end; the day under way is left out", async () => {
    const series = await source().fetch({ asset: 'WETH', asOfMs: asOfMs + DAY_MS / 2 })
    expect(impliedSeriesSchema.parse(series)).toEqual(series)
    expect(series).toMatchObject({ asset: 'WETH', source: 'dvol', measure: 'percentAnnualised', horizonDays: 30 })
    expect(series.knownAtMs).toHaveLength(1_500)
    expect(series.knownAtMs[0]).toBe(asOfMs - 1_499 * DAY_MS)
    expect(series.knownAtMs.at(-1)).toBe(asOfMs)
    const last = days.find(({ timeMs }) => timeMs === asOfMs - DAY_MS)
    expect(series.values.at(-1)).toBe(Number(last?.close))
  })

  it('behavior: two pages, the later one first, and nothing but the public method', async () => {
    await source().fetch({ asset: 'WETH', asOfMs })
    expect(server.requests).toHaveLength(2)
    expect(server.requests.every((path) => path.startsWith('/proxy/api/v2/public/get_volatility_index_data?'))).toBe(true)
  })

  it('behavior: any number is handed on, for the quality stage to judge', async () => {
    always(page([[asOfMs - DAY_MS, 1, 1, 1, -3]]))
    expect((await source().fetch({ asset: 'WETH', asOfMs })).values).toEqual([-3])
  })

  it('behavior: a day that two pages have alike is one day', async () => {
    const day = [asOfMs - DAY_MS, 1, 1, 1, 57]
    let isFirst = true
    server.intercept = (_, response) => {
      json(response, page([day], isFirst ? asOfMs - DAY_MS : null))
      isFirst = false
      return true
    }
    expect((await source().fetch({ asset: 'WETH', asOfMs })).values).toEqual([57])
  })

  it('behavior: carries what is configured', async () => {
    expect([source().carries('WETH'), source().carries('WBTC'), source().carries('toString')]).toEqual([true, false, false])
    expect(await failureOf(source(), 'WBTC')).toMatchObject({ code: 'ASSET_NOT_CARRIED' })
  })

  it('behavior: a signal ends the request at once, with its reason', async () => {
    server.intercept = () => true
    const abort = new AbortController()
    const pending = source({ timeout: '30s' }).fetch({ asset: 'WETH', asOfMs, signal: abort.signal })
    setTimeout(() => abort.abort(new Error('stop')), 100)
    await expect(pending).rejects.toThrow('stop')
  })

  it('error: NoImpliedValues', async () => {
    days = days.slice(-2)
    expect(await failureOf(source())).toMatchObject({ code: 'NO_IMPLIED_VALUES', asset: 'WETH', source: 'dvol' })
  })

  it('error: SourceRefused, SourceUnavailable, SourceTimedOut, BaseUrlInvalid', async () => {
    expect(await failureOf(source({ symbols: { WETH: 'LINK' } }))).toMatchObject({ code: 'SOURCE_REFUSED' })
    always({}, 503)
    expect(await failureOf(source())).toMatchObject({ code: 'SOURCE_UNAVAILABLE', retryable: true })
    server.intercept = () => true
    expect(await failureOf(source({ timeout: '500ms' }))).toMatchObject({ code: 'SOURCE_TIMED_OUT' })
    expect(() => source({}, 'ftp://x')).toThrow(expect.objectContaining({ code: 'BASE_URL_INVALID' }))
    expect(() => source({ baseUrlEnv: 'NONE' })).toThrow(expect.objectContaining({ code: 'BASE_URL_INVALID' }))
  })

  it.each([
    ['no result', {}],
    ['no list', page({})],
    ['a row without a close', page([[asOfMs - DAY_MS, 1, 1, 1]])],
    ['a close that is not a number', page([[asOfMs - DAY_MS, 1, 1, 1, 'high']])],
    ['a close of nothing', page([[asOfMs - DAY_MS, 1, 1, 1, '']])],
    ['a time that is none', page([['noon', 1, 1, 1, 57]])],
    ['rows that are none', page(['x', null])],
    ['a continuation that is none', page([], 'soon')],
    ['pages that go nowhere', page([], asOfMs)],
  ])('error: SourceAnswerUnreadable: %s', async (_, body) => {
    always(body)
    expect(await failureOf(source())).toMatchObject({ code: 'SOURCE_ANSWER_UNREADABLE' })
  })

  it('error: SourcePagesDisagree', async () => {
    always(
      page([
        [asOfMs - DAY_MS, 1, 1, 1, 57],
        [asOfMs - DAY_MS, 1, 1, 1, 58],
      ]),
    )
    expect(await failureOf(source())).toMatchObject({ code: 'SOURCE_PAGES_DISAGREE', retryable: true })
  })
})
