import type { CollateralParameters, MarketState } from './marketState.js'

/** Liquidation thresholds in basis points, by asset. */
export type Thresholds = ReadonlyMap<string, number>

/** Parameters that would replace the live ones, by asset; an asset that is not named keeps its own. */
export type ProposedParameters = ReadonlyMap<string, Pick<CollateralParameters, 'ltBps'>>

/** Take every reserve's liquidation threshold from a state, with the proposed ones in place of the live ones. */
export function thresholdsOf(state: MarketState, proposed: ProposedParameters = new Map()): Thresholds {
  return new Map(state.reserves.map(({ asset, parameters }) => [asset, (proposed.get(asset) ?? parameters).ltBps]))
}

/** Liquidation bonuses in basis points, 10,500 paying 5 %, by asset. */
export type Bonuses = ReadonlyMap<string, number>

/** Take every reserve's liquidation bonus from a state, with the proposed ones in place of the live ones. */
export function bonusesOf(
  state: MarketState,
  proposed: ReadonlyMap<string, Pick<CollateralParameters, 'lbBps'>> = new Map(),
): Bonuses {
  return new Map(state.reserves.map(({ asset, parameters }) => [asset, (proposed.get(asset) ?? parameters).lbBps]))
}

/** Convert an integer of the base currency with `decimals` decimals to USD as float64. */
export function usdOf(value: bigint, decimals: number): number {
  return Number(value) / 10 ** decimals
}
