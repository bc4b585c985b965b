import { SourceAnswerUnreadable, SourcePagesDisagree, SourceRefused } from '../exchange/errors.js'
import type { Venue } from '../exchange/venue.js'

const DAY_MS = 86_400_000

/** What is asked of a venue's volatility index. */
export interface IndexRequest {
  readonly source: string
  /** Currency as the venue names it. */
  readonly currency: string
  /** Opening instant of the first day that is wanted. */
  readonly fromMs: number
  /** Only days that are over by then are kept. */
  readonly asOfMs: number
  readonly signal?: AbortSignal | undefined
}

/** One day of the index. */
export interface IndexDay {
  readonly openTimeMs: number
  readonly close: number
}

/**
 * Ask Deribit for a volatility index by days, page after page from the last day back.
 *
 * A page ends with the instant to go on from, or with none. Pages may overlap. The day under way is left out: its close still moves.
 *
 * @returns days in ascending time, possibly none; any number is a close, for the quality stage judges it.
 * @throws {SourceRefused} when this version of ccxt does not reach the index.
 * @throws {SourceAnswerUnreadable} when the answer is no list of days, or the pages go nowhere.
 * @throws {SourcePagesDisagree} when two pages give one day different closes.
 * @source Deribit API v2, public/get_volatility_index_data: rows of [start in ms, open, high, low, close], `continuation` to be used as the
 * next `end_timestamp`.
 */
export async function fetchIndexPages(venue: Venue, request: IndexRequest): Promise<IndexDay[]> {
  const { source, currency, fromMs, asOfMs, signal } = request
  if (typeof venue.publicGetGetVolatilityIndexData !== 'function')
    throw new SourceRefused(source, `ccxt reaches no volatility index of ${venue.id}`)
  const days = new Map<number, number>()
  let endMs = asOfMs
  for (;;) {
    signal?.throwIfAborted()
    const answer = await venue.publicGetGetVolatilityIndexData({
      currency,
      start_timestamp: fromMs,
      end_timestamp: endMs,
      resolution: '1D',
    })
    const { rows, continuation } = readPage(source, answer)
    for (const { openTimeMs, close } of rows) {
      if (openTimeMs < fromMs || openTimeMs + DAY_MS > asOfMs) continue
      const known = days.get(openTimeMs)
      if (known !== undefined && known !== close)
        throw new SourcePagesDisagree({ source, symbol: currency, openTimeMs, first: known, second: close })
      days.set(openTimeMs, close)
    }
    if (continuation === null || continuation < fromMs) break
    // An end that does not move would be asked for again for ever.
    if (continuation >= endMs) throw new SourceAnswerUnreadable({ source, found: 'pages that do not end', status: null })
    endMs = continuation
  }
  return [...days].map(([openTimeMs, close]) => ({ openTimeMs, close })).sort((a, b) => a.openTimeMs - b.openTimeMs)
}

function readPage(source: string, answer: unknown): { rows: IndexDay[]; continuation: number | null } {
  const { result } = (answer ?? {}) as { result?: { data?: unknown; continuation?: unknown } }
  const { data, continuation = null } = result ?? {}
  if (!Array.isArray(data) || !(continuation === null || Number.isFinite(Number(continuation))))
    throw new SourceAnswerUnreadable({ source, found: 'no list of days', status: null })
  const rows = data.map((row: unknown) => {
    const [time, , , , close] = (Array.isArray(row) ? row : []) as unknown[]
    // ccxt hands numbers on as text.
    const [openTimeMs, value] = [numberOf(time), numberOf(close)]
    if (!Number.isInteger(openTimeMs) || !Number.isFinite(value))
      throw new SourceAnswerUnreadable({ source, found: 'a day without time or close', status: null })
    return { openTimeMs, close: value }
  })
  return { rows, continuation: continuation === null ? null : Number(continuation) }
}

function numberOf(value: unknown): number {
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? Number(value) : Number.NaN
}
