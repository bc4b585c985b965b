import { closestNames } from '../../../core/closestNames.js'
import { PlimsollError } from '../../../core/errors/plimsollError.js'

/** The environment variable that a source names for another API address is not set, or holds no http(s) URL. */
export class BaseUrlInvalid extends PlimsollError {
  readonly code = 'BASE_URL_INVALID'
  readonly kind = 'configuration'
  readonly variable: string

  constructor(source: string, variable: string, problem: 'is not set' | 'holds no http or https URL') {
    super({
      shortMessage: `The environment variable ${variable}, which the source "${source}" takes its base URL from, ${problem}.`,
      metaMessages: [`Set it to an address such as http://127.0.0.1:8080, or remove baseUrlEnv from the source.`],
    })
    this.variable = variable
  }
}

/** A venue answered something that is not what its API promises: an HTML page, a cut-off text, JSON of another shape. */
export class SourceAnswerUnreadable extends PlimsollError {
  readonly code = 'SOURCE_ANSWER_UNREADABLE'
  readonly kind = 'run'
  override readonly retryable: boolean
  readonly status: number | null

  /** @param found - what was answered, such as `an HTML page`. */
  constructor({ source, found, status }: { source: string; found: string; status: number | null }) {
    super({
      shortMessage: `The source "${source}" answered ${found} instead of market data${status === null ? '' : ` (HTTP status ${status})`}.`,
      metaMessages: [
        'A proxy, a log-in page or a block of this address may stand before the venue; check the base URL and the network.',
      ],
    })
    this.status = status
    this.retryable = status === null || status < 400 || status >= 500
  }
}

/** A bar of a venue holds no positive price, no volume or no time. */
export class SourceBarInvalid extends PlimsollError {
  readonly code = 'SOURCE_BAR_INVALID'
  readonly kind = 'run'
  readonly source: string
  readonly field: string

  constructor({
    source,
    symbol,
    openTimeMs,
    field,
    value,
  }: { source: string; symbol: string; openTimeMs: number; field: string; value: unknown }) {
    const at = Number.isFinite(openTimeMs) ? new Date(openTimeMs).toISOString() : 'without a time'
    super({
      shortMessage: `The source "${source}" gave ${symbol} a bar (${at}) whose ${field} is ${String(value)}, and must be ${limits[field] ?? 'positive'}.`,
      metaMessages: ['Shorten historyDays to begin after that bar, or name another venue.'],
    })
    this.source = source
    this.field = field
  }
}

const limits: Record<string, string> = { volume: '0 or more', time: 'a whole number of milliseconds' }

/** A venue gave one closed bar twice with different figures: which of them is right cannot be told. */
export class SourcePagesDisagree extends PlimsollError {
  readonly code = 'SOURCE_PAGES_DISAGREE'
  readonly kind = 'run'
  override readonly retryable = true
  readonly source: string
  readonly at: string

  constructor({
    source,
    symbol,
    openTimeMs,
    first,
    second,
  }: { source: string; symbol: string; openTimeMs: number; first: number; second: number }) {
    const at = new Date(openTimeMs).toISOString()
    super({
      shortMessage: `The source "${source}" gave the bar of ${symbol} at ${at} twice, closing at ${first} and at ${second}.`,
      metaMessages: ['Try again; if it stays so, name another venue.'],
    })
    this.source = source
    this.at = at
  }
}

/** A venue refuses more requests for now. */
export class SourceRateLimited extends PlimsollError {
  readonly code = 'SOURCE_RATE_LIMITED'
  readonly kind = 'run'
  override readonly retryable = true
  /** How long the venue asks to wait, in milliseconds; null where it does not say. */
  readonly retryAfterMs: number | null

  constructor(source: string, details: string, retryAfterMs: number | null) {
    super({
      shortMessage: `The source "${source}" refuses more requests for now: ${details}.`,
      metaMessages: [
        retryAfterMs === null
          ? 'Wait a minute before the next request.'
          : `Wait ${Math.ceil(retryAfterMs / 1_000)} s before the next request.`,
        'If it happens often, run less often or from fewer processes at one address.',
      ],
    })
    this.retryAfterMs = retryAfterMs
  }
}

/** A venue answers that it will not serve the request: it would answer the same again. */
export class SourceRefused extends PlimsollError {
  readonly code = 'SOURCE_REFUSED'
  readonly kind = 'run'

  /** @param details - the venue's words, without URLs. */
  constructor(source: string, details: string) {
    super({
      shortMessage: `The source "${source}" refused the request: ${details}.`,
      metaMessages: [
        'The venue may be closed to this country or ask for an account: name another venue, or a proxy in baseUrlEnv.',
      ],
    })
  }
}

/** A venue did not give a whole answer in time. */
export class SourceTimedOut extends PlimsollError {
  readonly code = 'SOURCE_TIMED_OUT'
  readonly kind = 'run'
  override readonly retryable = true
  readonly host: string

  constructor(source: string, host: string, timeoutMs: number) {
    super({
      shortMessage: `The source "${source}" did not answer within ${timeoutMs} ms (${host}).`,
      metaMessages: ["Try again, raise the source's timeout, or name another venue."],
    })
    this.host = host
  }
}

/** A venue cannot be reached, or says that it cannot serve at the moment. */
export class SourceUnavailable extends PlimsollError {
  readonly code = 'SOURCE_UNAVAILABLE'
  readonly kind = 'run'
  override readonly retryable = true

  /** @param details - what was seen, without URLs. */
  constructor(source: string, details: string) {
    super({
      shortMessage: `The source "${source}" is unavailable: ${details}.`,
      metaMessages: ['Try again later; check the network and any proxy between here and the venue.'],
    })
  }
}

/** A venue has no spot market of the configured symbol. */
export class VenueSymbolUnknown extends PlimsollError {
  readonly code = 'VENUE_SYMBOL_UNKNOWN'
  readonly kind = 'configuration'
  readonly venue: string
  readonly asset: string
  readonly symbol: string

  constructor({ venue, asset, symbol, known }: { venue: string; asset: string; symbol: string; known: readonly string[] }) {
    const base = symbol.split('/')[0] ?? symbol
    const ofBase = known.filter((name) => name.startsWith(`${base}/`)).slice(0, 5)
    const near = ofBase.length > 0 ? ofBase : closestNames(symbol, known)
    super({
      shortMessage: `The venue "${venue}" has no spot market "${symbol}", which the source gives ${asset} as.`,
      metaMessages: [
        near.length > 0 ? `Near it: ${near.join(', ')}.` : `It has ${known.length} spot markets.`,
        `Correct the source's symbols (${asset}: ETH/USDT, base and quote in capitals), or leave ${asset} out of them.`,
      ],
    })
    this.venue = venue
    this.asset = asset
    this.symbol = symbol
  }
}

/** The configuration names a trading venue that ccxt does not know. */
export class VenueUnknown extends PlimsollError {
  readonly code = 'VENUE_UNKNOWN'
  readonly kind = 'configuration'
  readonly venue: string

  constructor(venue: string, known: readonly string[]) {
    const near = closestNames(venue, known)
    super({
      shortMessage: `The venue "${venue}" is unknown; ccxt knows ${known.length}.`,
      metaMessages: [
        near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'Choose one of https://docs.ccxt.com/#/Exchange-Markets.',
      ],
    })
    this.venue = venue
  }
}

/** A venue that ccxt knows gives no bars, or none of the configured length. */
export class VenueUnsuitable extends PlimsollError {
  readonly code = 'VENUE_UNSUITABLE'
  readonly kind = 'configuration'
  readonly venue: string

  constructor(venue: string, interval: string, offered: readonly string[]) {
    super({
      shortMessage: `The venue "${venue}" gives no bars of ${interval} through its public API.`,
      metaMessages: [
        offered.length > 0 ? `It gives: ${offered.join(', ')}.` : 'It gives no bars at all.',
        'Choose another venue, or another interval for this source.',
      ],
    })
    this.venue = venue
  }
}
