import type { CollateralParameters, MarketState } from '../market/marketState.js'

/** Liquidation bonuses in basis points, 10,500 paying 5 %, by asset. */
export type Bonuses = ReadonlyMap<string, number>

/** Take every reserve's liquidation bonus from a state, with the proposed ones in place of the live ones. */
export function bonusesOf(
  state: MarketState,
  proposed: ReadonlyMap<string, Pick<CollateralParameters, 'lbBps'>> = new Map(),
): Bonuses {
  return new Map(state.reserves.map(({ asset, parameters }) => [asset, (proposed.get(asset) ?? parameters).lbBps]))
}
