import { PlimsollError } from '../../../core/errors/plimsollError.js'
import { redactUrls } from '../../../core/redact.js'
import {
  BaseUrlInvalid,
  SourceAnswerUnreadable,
  SourceRateLimited,
  SourceRefused,
  SourceUnavailable,
  VenueUnknown,
} from './errors.js'
import { venueFetch, type VenueFetchOptions } from './venueFetch.js'

/** The part of ccxt that is used, typed by hand: the one place that casts it. */
interface CcxtLibrary {
  /** @throws {VenueUnknown} when ccxt has no such venue. */
  create(venue: string): Venue
  /** Turn what ccxt threw into an error of ours, without the URL and the body that its messages hold. */
  toSourceError(error: unknown, source: string): PlimsollError
}

let loading: Promise<CcxtLibrary> | null = null

/** Load ccxt when it is first needed: it takes half a second and 85 MB, which a system on files need not pay. */
export function ccxtLibrary(): Promise<CcxtLibrary> {
  loading ??= load()
  return loading
}

async function load(): Promise<CcxtLibrary> {
  const { default: ccxt } = await import('ccxt')
  const constructors = ccxt as unknown as Record<string, new (options: object) => Venue>
  return {
    create(venue) {
      const Constructor = ccxt.exchanges.includes(venue) ? constructors[venue] : undefined
      if (Constructor === undefined) throw new VenueUnknown(venue, ccxt.exchanges)
      return new Constructor({ enableRateLimit: true })
    },
    toSourceError(error, source) {
      if (error instanceof PlimsollError) return error
      const details = wordsOf(error)
      if (error instanceof ccxt.RateLimitExceeded || error instanceof ccxt.DDoSProtection)
        return new SourceRateLimited(source, details, null)
      if (error instanceof ccxt.OperationFailed) return new SourceUnavailable(source, details)
      if (error instanceof ccxt.BaseError) return new SourceRefused(source, details)
      return new SourceAnswerUnreadable({ source, found: `what ccxt cannot read (${details})`, status: null })
    },
  }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const words = redactUrls(error.message).replace(/\s+/g, ' ').trim()
  return `${error.constructor.name}: ${words.length > 200 ? `${words.slice(0, 200)}…` : words}`
}

/** What is used of a ccxt exchange. */
export interface Venue {
  readonly id: string
  timeout: number
  readonly urls: { api?: unknown }
  readonly options: Record<string, unknown>
  readonly has: Readonly<Record<string, unknown>>
  readonly timeframes?: Readonly<Record<string, unknown>>
  readonly markets?: Readonly<Record<string, { readonly spot?: boolean }>>
  fetchImplementation: unknown
  loadMarkets(): Promise<unknown>
  /** Rows of `[open time in ms, open, high, low, close, base volume]`. */
  fetchOHLCV(symbol: string, timeframe: string, since: number, limit?: number): Promise<(number | undefined)[][]>
  /** Deribit only: a page of its volatility index, as the API answers it. */
  publicGetGetVolatilityIndexData?(parameters: Readonly<Record<string, string | number>>): Promise<unknown>
  featureValue(symbol: string, method: string, parameter: string): unknown
}

/** How a venue is to be reached. */
interface OpenVenueOptions extends VenueFetchOptions {
  /** The venue as ccxt names it. */
  readonly venue: string
  /** Stands for scheme and host of every API address of the venue; their paths stay. */
  readonly baseUrl: string | null
}

/**
 * Make a ccxt exchange that sends its requests our way and loads spot markets only. Nothing is sent yet.
 *
 * @throws {VenueUnknown} when ccxt has no such venue.
 */
export async function openVenue({ venue: name, baseUrl, ...options }: OpenVenueOptions): Promise<Venue> {
  const venue = (await ccxtLibrary()).create(name)
  venue.fetchImplementation = venueFetch(options)
  // Ours ends first and names itself; ccxt's own timer does not span the body.
  venue.timeout = options.timeoutMs * 2
  if (baseUrl !== null) venue.urls.api = rebase(venue.urls.api, baseUrl.replace(/\/+$/, ''))
  // Venues with futures would be asked for thousands of contracts otherwise.
  const { fetchMarkets } = venue.options
  if (typeof fetchMarkets === 'object' && fetchMarkets !== null && 'types' in fetchMarkets) fetchMarkets.types = ['spot']
  return venue
}

function rebase(value: unknown, base: string): unknown {
  if (typeof value === 'string') return value.replace(/^[a-z]+:\/\/[^/]+/i, () => base)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rebase(item, base)]))
}

/**
 * Read another address of a venue's API from the variable that a source names for it.
 *
 * @returns the address, or null where the source names none.
 * @throws {BaseUrlInvalid} when the variable is not set, or holds no http(s) URL.
 */
export function venueBaseUrl(
  { name, baseUrlEnv }: { readonly name: string; readonly baseUrlEnv?: string | undefined },
  environment: (name: string) => string | undefined,
): string | null {
  if (baseUrlEnv === undefined) return null
  const value = environment(baseUrlEnv)
  if (value === undefined) throw new BaseUrlInvalid(name, baseUrlEnv, 'is not set')
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol))
    throw new BaseUrlInvalid(name, baseUrlEnv, 'holds no http or https URL')
  return value
}
