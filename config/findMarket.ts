import { closestNames } from '../core/closestNames.js'
import { PlimsollError } from '../core/errors/plimsollError.js'
import type { Config, MarketEntry } from './configSchema.js'

/** The configuration has no market of a name. */
export class MarketNotConfigured extends PlimsollError {
  readonly code = 'MARKET_NOT_CONFIGURED'
  readonly kind = 'notFound'
  readonly market: string

  constructor(market: string, known: readonly string[]) {
    const [near] = closestNames(market, known)
    super({
      shortMessage: `The configuration has no market "${market}".`,
      metaMessages: [near === undefined ? `It has: ${known.join(', ')}.` : `Did you mean ${near}? It has: ${known.join(', ')}.`],
    })
    this.market = market
  }
}

/**
 * Find a market by its id; without an id, the only one.
 *
 * @throws {MarketNotConfigured} when there is none of that id, or no id was given and there are several.
 */
export function findMarket(config: Config, id?: string): MarketEntry {
  const known = config.markets.map(({ market }) => market.id)
  const [only] = config.markets
  if (id === undefined && only !== undefined && known.length === 1) return only
  const found = config.markets.find(({ market }) => market.id === id)
  if (found === undefined) throw new MarketNotConfigured(id ?? '(none named)', known)
  return found
}
