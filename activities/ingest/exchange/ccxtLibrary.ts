import { PlimsollError } from '../../../core/errors/plimsollError.js'
import { redactUrls } from '../../../core/redact.js'
import { SourceAnswerUnreadable } from './sourceAnswerUnreadable.js'
import { SourceRateLimited } from './sourceRateLimited.js'
import { SourceRefused } from './sourceRefused.js'
import { SourceUnavailable } from './sourceUnavailable.js'
import type { Venue } from './venue.js'
import { VenueUnknown } from './venueUnknown.js'

/** The part of ccxt that is used, typed by hand: the one place that casts it. */
export interface CcxtLibrary {
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
