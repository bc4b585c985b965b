import { AsyncLocalStorage } from 'node:async_hooks'
import { durationMs } from '../../../core/duration.js'
import type { ExchangeImpliedConfig } from '../../../models/data/impliedConfig.js'
import { AssetNotCarried, NoImpliedValues } from '../errors.js'
import { ccxtLibrary, openVenue, venueBaseUrl } from '../exchange/venue.js'
import { fetchIndexPages } from './fetchIndexPages.js'
import type { ImpliedSource } from './impliedSource.js'

const DAY_MS = 86_400_000
/** The index is the standard deviation of a year, in percent, that options say of the next 30 days. */
const HORIZON_DAYS = 30

/**
 * Make a source of a venue's volatility index, through ccxt's public, key-less API of it: Deribit's DVOL, one close a day.
 *
 * @param environment - reads the variable that `baseUrlEnv` names.
 * @throws {BaseUrlInvalid} when that variable is not set, or holds no http(s) URL.
 */
export function exchangeImpliedSource(
  config: ExchangeImpliedConfig,
  { environment }: { readonly environment: (name: string) => string | undefined },
): ImpliedSource {
  const { name, historyDays } = config
  const symbols = new Map(Object.entries(config.symbols))
  const baseUrl = venueBaseUrl(config, environment)
  const timeoutMs = durationMs(config.timeout)
  const callers = new AsyncLocalStorage<AbortSignal | undefined>()
  const venue = { venue: config.venue, baseUrl, source: name, timeoutMs, signalOf: () => callers.getStore() }
  // One connection for all assets: it keeps the venue's rate limit.
  let opening: ReturnType<typeof openVenue> | null = null

  return {
    name,
    carries: (asset) => symbols.has(asset),
    async fetch({ asset, asOfMs, signal }) {
      const currency = symbols.get(asset)
      if (currency === undefined) throw new AssetNotCarried(name, asset, [...symbols.keys()])
      signal?.throwIfAborted()
      const fromMs = (Math.floor(asOfMs / DAY_MS) - historyDays) * DAY_MS
      try {
        opening ??= openVenue(venue)
        const opened = await opening
        const closes = await callers.run(signal, () =>
          fetchIndexPages(opened, { source: name, currency, fromMs, asOfMs, signal }),
        )
        if (closes.length > 0) {
          return {
            asset,
            source: name,
            measure: 'percentAnnualised',
            horizonDays: HORIZON_DAYS,
            knownAtMs: closes.map(({ openTimeMs }) => openTimeMs + DAY_MS),
            values: closes.map(({ close }) => close),
          }
        }
      } catch (error) {
        signal?.throwIfAborted()
        throw (await ccxtLibrary()).toSourceError(error, name)
      }
      const details = `${config.venue} gave no value of ${currency} from ${new Date(fromMs).toISOString()} on.`
      throw new NoImpliedValues({ source: name, asset, asOfMs, details })
    },
  }
}
