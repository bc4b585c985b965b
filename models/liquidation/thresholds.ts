import type { CollateralParameters, MarketState } from '../market/marketState.js'

/** Liquidation thresholds in basis points, by asset. */
export type Thresholds = ReadonlyMap<string, number>

/** Parameters that would replace the live ones, by asset; an asset that is not named keeps its own. */
export type ProposedParameters = ReadonlyMap<string, Pick<CollateralParameters, 'ltBps'>>

/** Take every reserve's liquidation threshold from a state, with the proposed ones in place of the live ones. */
export function thresholdsOf(state: MarketState, proposed: ProposedParameters = new Map()): Thresholds {
  return new Map(state.reserves.map(({ asset, parameters }) => [asset, (proposed.get(asset) ?? parameters).ltBps]))
}
