import { closestNames } from '../../../core/closestNames.js'
import { PlimsollError } from '../../../core/errors/plimsollError.js'

/** A venue has no spot market of the configured symbol. */
export class VenueSymbolUnknown extends PlimsollError {
  readonly code = 'VENUE_SYMBOL_UNKNOWN'
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
