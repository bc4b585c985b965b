import { ccxtLibrary } from './ccxtLibrary.js'
import type { Venue } from './venue.js'
import { type VenueFetchOptions, venueFetch } from './venueFetch.js'

/** How a venue is to be reached. */
export interface OpenVenueOptions extends VenueFetchOptions {
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
