import type { MarketState } from './marketState.js'

/** How much of one reserve's debt the known positions hold, in the token's own units as decimal strings. */
export interface DebtCompleteness {
  readonly asset: string
  /** Sum of the positions' debts. */
  readonly knownDebt: string
  /** What the debt token says that all accounts owe. */
  readonly totalDebt: string
  /** Positions with a debt in the asset. */
  readonly debtors: number
  readonly isComplete: boolean
}

/**
 * Prove that a state holds every debt: the positions' debts of each reserve must add up to the debt token's total supply.
 *
 * Both are scaled balances times one index, whose scaled sums are equal to the unit; each product is rounded once, by less than one unit
 * (up since Aave 3.5, to the nearest before). So the sum departs from the total by one unit a debtor at most.
 *
 * @source TokenMath.sol `getVTokenBalance`, VariableDebtToken.sol `balanceOf` and `totalSupply`, of aave-v3-origin 3.6.0
 */
export function debtCompleteness({
  reserves,
  positions,
}: Pick<MarketState, 'reserves' | 'positions'>): readonly DebtCompleteness[] {
  const known = new Map<string, { sum: bigint; debtors: number }>()
  for (const { debt } of positions) {
    for (const { asset, amount } of debt) {
      const entry = known.get(asset) ?? { sum: 0n, debtors: 0 }
      known.set(asset, { sum: entry.sum + BigInt(amount), debtors: entry.debtors + 1 })
    }
  }
  return reserves.map(({ asset, totalDebt }) => {
    const { sum, debtors } = known.get(asset) ?? { sum: 0n, debtors: 0 }
    const difference = sum - BigInt(totalDebt)
    const tolerance = BigInt(debtors)
    const isComplete = difference <= tolerance && -difference <= tolerance
    return { asset, knownDebt: sum.toString(), totalDebt, debtors, isComplete }
  })
}

/** Tell whether the positions hold every reserve's whole debt. */
export function isDebtComplete(state: Pick<MarketState, 'reserves' | 'positions'>): boolean {
  return debtCompleteness(state).every(({ isComplete }) => isComplete)
}
