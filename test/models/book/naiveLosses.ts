import type { Book, CollateralTerms } from '../../../models/book/book.js'

/** What a naive evaluation says of one scenario. */
export interface NaiveLosses {
  readonly liquidatedUsd: number
  readonly badDebtUsd: number
  /** All that is owed at the scenario's prices. */
  readonly owedUsd: number
  /** Whether an account is so near to its threshold that rounding decides. */
  readonly isOnEdge: boolean
}

const EDGE = 1e-9
/** USD by which the oracle's whole units may round a small account. */
const ROUNDING_USD = 1e-5

/**
 * Sum liquidated and bad debt of a state's accounts, one at a time and straight from the definition, in floating point.
 *
 * @param multipliers - price over price now, by asset; 1 where none is given.
 */
export function naiveLosses(
  state: Book,
  multipliers: ReadonlyMap<string, number>,
  slippage: number,
  proposed: ReadonlyMap<string, CollateralTerms> = new Map(),
): NaiveLosses {
  const total = { liquidatedUsd: 0, badDebtUsd: 0, owedUsd: 0, isOnEdge: false }
  const usd = (asset: string, amount: string) => {
    const reserve = state.assets.find((each) => each.asset === asset)
    if (reserve === undefined) throw new Error(`${asset} is no reserve`)
    const price = (Number(reserve.price) / 10 ** reserve.priceDecimals) * (multipliers.get(asset) ?? 1)
    return (Number(amount) / 10 ** reserve.decimals) * price
  }
  const isUnpriced = (symbol: string) => state.assets.some(({ asset, price }) => asset === symbol && /^0+$/.test(price))
  for (const { collateral, debt } of state.accounts) {
    // The pool can liquidate nobody whose value the oracle refuses to tell.
    if ([...collateral, ...debt].some(({ asset }) => isUnpriced(asset))) continue
    const owed = debt.reduce((sum, { asset, amount }) => sum + usd(asset, amount), 0)
    if (debt.every(({ amount }) => amount === '0')) continue
    let allowed = 0
    let brings = 0
    const collateralUsd: number[] = []
    for (const { asset, amount, terms } of collateral) {
      const own = state.assets.find((each) => each.asset === asset)?.terms
      const { ltBps, lbBps } = terms ?? proposed.get(asset) ?? (own as CollateralTerms)
      if (ltBps === 0) continue
      collateralUsd.push(usd(asset, amount))
      allowed += (usd(asset, amount) * ltBps) / 10_000
      brings += (usd(asset, amount) * (1 - slippage)) / (Math.max(lbBps, 10_000) / 10_000)
    }
    total.owedUsd += owed
    if (Math.abs(allowed - owed) <= EDGE * Math.max(allowed, owed) + ROUNDING_USD) total.isOnEdge = true
    if (allowed < owed) {
      const debtUsd = debt.map(({ asset, amount }) => usd(asset, amount))
      total.liquidatedUsd += owed * naiveShare(state, { owed, allowed, collateralUsd, debtUsd })
      total.badDebtUsd += Math.max(0, owed - brings)
    }
  }
  return total
}

interface NaivePosition {
  readonly owed: number
  readonly allowed: number
  readonly collateralUsd: readonly number[]
  readonly debtUsd: readonly number[]
}

function naiveShare({ liquidation: rule }: Book, { owed, allowed, collateralUsd, debtUsd }: NaivePosition): number {
  if (rule === undefined || allowed / owed <= rule.fullCloseHealthFactorBps / 10_000) return 1
  const share = rule.closeFactorBps / 10_000
  const isSmall = (usd: number) => usd < rule.fullCloseBelowUsd
  if (collateralUsd.every(isSmall) || debtUsd.every(isSmall)) return 1
  return collateralUsd.some((usd) => usd > 0 && isSmall(usd)) && isSmall(share * owed) ? 1 : share
}
