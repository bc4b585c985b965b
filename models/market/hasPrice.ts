import type { ReserveState } from './marketState.js'

/** Tell whether the market's oracle has a price for a reserve. Aave's refuses to answer 0: it reverts, and 0 in a state stands for that. */
export function hasPrice({ price }: Pick<ReserveState, 'price'>): boolean {
  return BigInt(price) > 0n
}
