import { closestNames } from '../../../core/closestNames.js'
import { PlimsollError } from '../../../core/errors/plimsollError.js'

/** The configuration names a trading venue that ccxt does not know. */
export class VenueUnknown extends PlimsollError {
  readonly code = 'VENUE_UNKNOWN'
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
