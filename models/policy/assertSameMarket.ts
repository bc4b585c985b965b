import { InconsistentStateError } from '../liquidation/inconsistentStateError.js'
import type { MarketSnapshot } from '../market/marketSnapshot.js'
import type { MarketState } from '../market/marketState.js'
import type { RecommendAsset } from './recommendAsset.js'

/**
 * Make sure that market data, chain state and configuration speak of one market and name no asset twice.
 *
 * @throws {InconsistentStateError} when they do not, or the configuration names what is no reserve.
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
  const unknown = assets.find(({ asset }) => !state.reserves.some((reserve) => reserve.asset === asset))
  if (unknown !== undefined) {
    throw new InconsistentStateError(
      `The configuration names ${unknown.asset}, which is no reserve of ${state.market}.`,
      `Reserves are: ${state.reserves.map(({ asset }) => asset).join(', ')}. Use the symbols as the market has them.`,
    )
  }
}
