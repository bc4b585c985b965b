import { InconsistentStateError } from '../liquidation/inconsistentStateError.js'
import type { MarketSnapshot } from '../market/marketSnapshot.js'
import type { MarketState } from '../market/marketState.js'
import type { RecommendAsset } from './recommendAsset.js'

/**
 * Make sure that market data, chain state and configuration speak of one market and name no asset twice.
 *
 * A configured asset that left the market is no contradiction: the others go on.
 *
 * @throws {InconsistentStateError} when they do not, or nothing that the configuration names is a reserve.
 */
export function assertSameMarket({
  snapshot,
  state,
  assets,
}: {
  snapshot: MarketSnapshot
  state: MarketState
  assets: readonly RecommendAsset[]
}): void {
  if (snapshot.market !== state.market) {
    throw new InconsistentStateError(`The market data are of ${snapshot.market} and the chain's state is of ${state.market}.`)
  }
  for (const [what, names] of [
    ['The market data', snapshot.assets.map(({ asset }) => asset)],
    ['The configuration', assets.map(({ asset }) => asset)],
  ] as const) {
    const twice = names.find((name, i) => names.indexOf(name) !== i)
    if (twice !== undefined) throw new InconsistentStateError(`${what} name ${twice} twice.`, 'Name each asset once.')
  }
  const isReserve = (name: string) => state.reserves.some(({ asset }) => asset === name)
  if (assets.length > 0 && !assets.some(({ asset }) => isReserve(asset))) {
    throw new InconsistentStateError(
      `The configuration names ${assets.map(({ asset }) => asset).join(', ')}; none of them is a reserve of ${state.market}.`,
      `Reserves are: ${state.reserves.map(({ asset }) => asset).join(', ')}. Use the symbols as the market has them.`,
    )
  }
}
