import { PlimsollError } from '../../../core/errors/plimsollError.js'

/** A venue that ccxt knows gives no bars, or none of the configured length. */
export class VenueUnsuitable extends PlimsollError {
  readonly code = 'VENUE_UNSUITABLE'
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
