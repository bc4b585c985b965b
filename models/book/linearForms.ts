import { type Thresholds, usdOf } from './thresholds.js'
import type { ValuedBook } from './valuePositions.js'

/** A holding in USD at the oracle's price, and the index of the shocked asset that it is in; -1 where its price stands still. */
export interface FormHolding {
  readonly usd: number
  readonly asset: number
}

/**
 * A position as linear forms of the price multipliers m (1 = unchanged) of the assets that are shocked, in USD.
 *
 * surplus(m) = surplus0 + sum surplus[k] m[assets[k]] is collateral x threshold - debt: liquidatable below 0.
 * debt(m) = debt0 + sum debt[k] m[assets[k]].
 */
export interface LinearForm {
  /** Indices of the shocked assets that the position holds or owes. */
  readonly assets: readonly number[]
  readonly surplus0: number
  readonly surplus: readonly number[]
  readonly debt0: number
  readonly debt: readonly number[]
  /** What a venue's liquidation rule looks at one by one: collateral with a threshold, and debts. */
  readonly collaterals: readonly FormHolding[]
  readonly debts: readonly FormHolding[]
}

/** Write every position that owes something as linear forms of the shocked assets' multipliers; other assets keep their price. */
export function linearForms(book: ValuedBook, thresholds: Thresholds, shockedAssets: readonly string[]): LinearForm[] {
  const indexOf = new Map(shockedAssets.map((asset, index) => [asset, index]))
  const forms: LinearForm[] = []
  for (const position of book.positions) {
    if (position.totalDebt === 0n) continue
    const surplus = new Map<number, number>()
    const debt = new Map<number, number>()
    let surplus0 = 0
    let debt0 = 0
    const add = (asset: string, surplusUsd: number, debtUsd: number): number => {
      const index = indexOf.get(asset)
      if (index === undefined) {
        surplus0 += surplusUsd
        debt0 += debtUsd
        return -1
      }
      surplus.set(index, (surplus.get(index) ?? 0) + surplusUsd)
      debt.set(index, (debt.get(index) ?? 0) + debtUsd)
      return index
    }
    const collaterals: FormHolding[] = []
    for (const { asset, ownLtBps, value } of position.collateral) {
      const ltBps = ownLtBps ?? thresholds.get(asset) ?? 0
      if (ltBps === 0) continue
      const usd = usdOf(value, book.decimals)
      collaterals.push({ usd, asset: add(asset, (usd * ltBps) / 10_000, 0) })
    }
    const debts = position.debt.map(({ asset, value }): FormHolding => {
      const usd = usdOf(value, book.decimals)
      return { usd, asset: add(asset, -usd, usd) }
    })
    const assets = [...surplus.keys()].sort((a, b) => a - b)
    forms.push({
      assets,
      surplus0,
      surplus: assets.map((index) => surplus.get(index) ?? 0),
      debt0,
      debt: assets.map((index) => debt.get(index) ?? 0),
      collaterals,
      debts,
    })
  }
  return forms
}
