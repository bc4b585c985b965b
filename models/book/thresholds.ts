import type { Book, CollateralTerms } from './book.js'

/** Liquidation thresholds in basis points, by asset. */
export type Thresholds = ReadonlyMap<string, number>

/** Parameters that would replace the live ones, by asset; an asset that is not named keeps its own. */
export type ProposedParameters = ReadonlyMap<string, Pick<CollateralTerms, 'ltBps'>>

/** Take every asset's liquidation threshold from a book, with the proposed ones in place of the live ones. */
export function thresholdsOf(state: Pick<Book, 'assets'>, proposed: ProposedParameters = new Map()): Thresholds {
  return new Map(state.assets.map(({ asset, terms }) => [asset, (proposed.get(asset) ?? terms).ltBps]))
}

/** Liquidation bonuses in basis points, 10,500 paying 5 %, by asset. */
export type Bonuses = ReadonlyMap<string, number>

/** Take every asset's liquidation bonus from a book, with the proposed ones in place of the live ones. */
export function bonusesOf(
  state: Pick<Book, 'assets'>,
  proposed: ReadonlyMap<string, Pick<CollateralTerms, 'lbBps'>> = new Map(),
): Bonuses {
  return new Map(state.assets.map(({ asset, terms }) => [asset, (proposed.get(asset) ?? terms).lbBps]))
}

/** Convert an integer of the base currency with `decimals` decimals to USD as float64. */
export function usdOf(value: bigint, decimals: number): number {
  return Number(value) / 10 ** decimals
}
