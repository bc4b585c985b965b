import { createSource } from '../../activities/sources/createSource.js'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import { BAR_INTERVAL_MS } from '../../models/data/barSeries.js'
import type { MarketConfig } from '../../proposals/marketConfig.js'

/** Oldest close that still counts as the price of an instant: a long week-end of an index. */
const MAX_AGE_MS = 4 * 86_400_000

/** No source of the local configuration has a price for a reserve at the instant. */
export class NoReferencePrice extends PlimsollError {
  readonly code = 'NO_REFERENCE_PRICE'
  readonly kind = 'local'

  constructor(asset: string, asOf: string, cause: unknown) {
    super({
      shortMessage: `No source of the local market has a bar of ${asset} that closed in the four days before ${asOf}.`,
      metaMessages: ['Choose an instant within the example data, 2020-10-17 to 2024-06-30: `--as-of 2022-06-12T00:00:00Z`.'],
      cause,
    })
  }
}

/**
 * Take each asset's last close as of an instant from the first source that has it.
 *
 * @param baseDir - folder that the sources' paths are relative to
 * @returns USD by symbol
 * @throws {NoReferencePrice} when no source has the asset by then, or only a price of long before
 */
export async function referencePrices(
  market: Pick<MarketConfig, 'assets' | 'sources'>,
  baseDir: string,
  asOf: string,
): Promise<Record<string, number>> {
  const sources = market.sources.map((config) => createSource(config, { baseDir, environment: () => undefined }))
  const prices: Record<string, number> = {}
  for (const { symbol } of market.assets) {
    let failure: unknown
    for (const source of sources.filter((candidate) => candidate.carries(symbol))) {
      try {
        const { close, openTimesMs, interval } = await source.fetch({ asset: symbol, asOfMs: Date.parse(asOf) })
        const [last, openedMs] = [close.at(-1), openTimesMs.at(-1)]
        if (last === undefined || openedMs === undefined) continue
        if (Date.parse(asOf) - openedMs - BAR_INTERVAL_MS[interval] > MAX_AGE_MS) continue
        prices[symbol] = last
        break
      } catch (error) {
        failure = error
      }
    }
    if (prices[symbol] === undefined) throw new NoReferencePrice(symbol, asOf, failure)
  }
  return prices
}
