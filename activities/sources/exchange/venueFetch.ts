import { PlimsollError } from '../../../core/errors/plimsollError.js'
import { SourceAnswerUnreadable, SourceRateLimited, SourceRefused, SourceTimedOut, SourceUnavailable } from './errors.js'

/** What a venue's requests are bound to. */
export interface VenueFetchOptions {
  readonly source: string
  /** Limit of one request, answer included. */
  readonly timeoutMs: number
  /** Signal of the request under way, if any. */
  readonly signalOf: () => AbortSignal | undefined
}

/**
 * Make the function that ccxt sends its requests with: it names what ccxt would take for an empty answer.
 *
 * The time-out spans the body too, redirects are refused, and only JSON passes; a JSON error of another status 4xx passes as well, for
 * ccxt knows each venue's codes.
 *
 * @throws {SourceTimedOut} when there is no whole answer in time.
 * @throws {SourceUnavailable} when there is no connection, or the status is 5xx.
 * @throws {SourceRateLimited} when the status is 429 or 418 (an address that went on after 429).
 * @throws {SourceRefused} when the status is 403 or 451: closed to this address or country.
 * @throws {SourceAnswerUnreadable} when the answer is not JSON.
 */
export function venueFetch({ source, timeoutMs, signalOf }: VenueFetchOptions) {
  return async (url: string, init: { method?: string; headers?: Record<string, string>; body?: string }): Promise<Response> => {
    const { host } = new URL(url)
    const caller = signalOf()
    const timer = AbortSignal.timeout(timeoutMs)
    try {
      const response = await fetch(url, {
        method: init.method ?? 'GET',
        redirect: 'error',
        signal: caller === undefined ? timer : AbortSignal.any([timer, caller]),
        ...(init.headers === undefined ? {} : { headers: init.headers }),
        ...(init.body === undefined ? {} : { body: init.body }),
      })
      const text = await response.text()
      assertReadable(source, response, text)
      return new Response(text, { status: response.status, statusText: response.statusText, headers: response.headers })
    } catch (error) {
      caller?.throwIfAborted()
      if (timer.aborted) throw new SourceTimedOut(source, host, timeoutMs)
      if (error instanceof PlimsollError) throw error
      throw new SourceUnavailable(source, `no connection to ${host} (${reasonOf(error)})`)
    }
  }
}

function assertReadable(source: string, response: Response, text: string): void {
  const { status } = response
  if (status === 429 || status === 418) throw new SourceRateLimited(source, `HTTP status ${status}`, retryAfterMs(response))
  const found = unreadable(text)
  if (found !== null) throw new SourceAnswerUnreadable({ source, found, status })
  if (status === 403 || status === 451) throw new SourceRefused(source, `HTTP status ${status}`)
  if (status >= 500) throw new SourceUnavailable(source, `HTTP status ${status}`)
}

function unreadable(text: string): string | null {
  if (text.trim() === '') return 'nothing'
  if (/^\s*</.test(text)) return /<html|<!doctype html/i.test(text.slice(0, 500)) ? 'an HTML page' : 'markup'
  try {
    JSON.parse(text)
    return null
  } catch {
    return 'text that is not whole JSON'
  }
}

function retryAfterMs(response: Response): number | null {
  const value = response.headers.get('retry-after')
  if (value === null) return null
  if (/^\d+$/.test(value)) return Number(value) * 1_000
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now())
}

// By shape: an error of another realm (a test runner's) is no instance of this one's Error.
function reasonOf(error: unknown): string {
  const { name, cause } = error as { name?: unknown; cause?: { code?: unknown; message?: unknown } }
  return String(cause?.code ?? cause?.message ?? name ?? 'unknown')
}
