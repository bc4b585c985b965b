import type { Address } from 'viem'
import { compareText } from '../../core/compareText.js'
import { InconsistentStateError } from '../errors.js'
import { hasPrice, type MarketState, type Position, type ReserveState } from './marketState.js'

/** One collateral of a position, with what the account's e-mode category puts in place of the reserve's parameters. */
export interface ValuedCollateral {
  readonly asset: string
  /** The category's threshold where it replaces the reserve's, else null. */
  readonly eModeLtBps: number | null
  /** The category's bonus where it replaces the reserve's, else null. */
  readonly eModeLbBps: number | null
  readonly value: bigint
}

/** A position in the market's base currency (USD with `decimals` decimals), valued as the pool values it. */
export interface ValuedPosition {
  readonly account: Address
  readonly collateral: readonly ValuedCollateral[]
  readonly debt: readonly { readonly asset: string; readonly value: bigint }[]
  readonly totalDebt: bigint
}

/** The positions of a state, by account, and the decimals of their values. */
export interface ValuedBook {
  readonly decimals: number
  readonly positions: readonly ValuedPosition[]
}

/** A state's book, with what the oracle cannot value kept apart. */
export interface ValuedState extends ValuedBook {
  /** Positions that hold or owe a reserve without a price, without that part. The pool can liquidate none of them meanwhile. */
  readonly unpriced: readonly ValuedPosition[]
}

// 2^256 has 78 digits; longer texts can come from no chain and would overflow float64 further on.
const MAX_DIGITS = 78

/**
 * Value every position by the market's own oracle: collateral rounded down, debt rounded up, in exact integers.
 *
 * Positions come back sorted by account and holdings by asset, so that no result depends on the order in which they were read.
 *
 * @throws {InconsistentStateError} when a symbol or category occurs twice, a holding's reserve or a position's category is not in the
 *   state, or a number is beyond what the chain can hold.
 * @source Aave v3.6 GenericLogic.sol, calculateUserAccountData
 */
export function valuePositions(state: MarketState): ValuedState {
  const reserves = unique(state.reserves, ({ asset }) => asset, 'Reserve')
  const eModes = unique(state.eModes, ({ id }) => id, 'E-mode category')
  const decimals = Math.max(0, ...state.reserves.map(({ priceDecimals }) => priceDecimals))

  const reserveOf = (asset: string, account: string): ReserveState => {
    const reserve = reserves.get(asset)
    if (reserve === undefined)
      throw new InconsistentStateError(`${account} holds ${asset}, which is not a reserve of market ${state.market}.`)
    return reserve
  }

  const positions = state.positions.map(({ account, eModeCategory, collateral, debt }): ValuedPosition => {
    const eMode = eModeCategory === 0 ? undefined : eModes.get(eModeCategory)
    if (eModeCategory !== 0 && eMode === undefined) {
      throw new InconsistentStateError(
        `${account} is in e-mode category ${eModeCategory}, which the state of ${state.market} does not list.`,
      )
    }
    const valuedDebt = debt
      .map(({ asset, amount }) => ({ asset, value: value(reserveOf(asset, account), amount, decimals, 'up') }))
      .sort(byAssetThenValue)
    return {
      account,
      collateral: collateral
        .map(({ asset, amount }) => {
          const category = eMode?.collateralAssets.includes(asset) ? eMode.parameters : null
          return {
            asset,
            eModeLtBps: category?.ltBps ?? null,
            eModeLbBps: category?.lbBps ?? null,
            value: value(reserveOf(asset, account), amount, decimals, 'down'),
          }
        })
        .sort(byAssetThenValue),
      debt: valuedDebt,
      totalDebt: valuedDebt.reduce((sum, holding) => sum + holding.value, 0n),
    }
  })
  const isUnpriced = unpricedIn(state)
  const of = (unpriced: boolean) => sortPositions(positions.filter((_, i) => isUnpriced(state.positions[i]) === unpriced))
  return { decimals, positions: of(false), unpriced: of(true) }
}

/** Tell of a state's positions whether they hold or owe a reserve for which the market's oracle has no price. */
export function unpricedIn({ reserves }: Pick<MarketState, 'reserves'>): (position: Position | undefined) => boolean {
  const without = new Set(reserves.flatMap((reserve) => (hasPrice(reserve) ? [] : [reserve.asset])))
  return (position) => [...(position?.collateral ?? []), ...(position?.debt ?? [])].some(({ asset }) => without.has(asset))
}

function value(reserve: ReserveState, amount: string, decimals: number, rounding: 'up' | 'down'): bigint {
  for (const digits of [amount, reserve.price]) {
    if (digits.length > MAX_DIGITS) {
      throw new InconsistentStateError(
        `An amount or price of ${reserve.asset} has ${digits.length} digits; a uint256 has at most ${MAX_DIGITS}.`,
      )
    }
  }
  const numerator = BigInt(amount) * BigInt(reserve.price) * 10n ** BigInt(decimals - reserve.priceDecimals)
  const unit = 10n ** BigInt(reserve.decimals)
  return rounding === 'down' ? numerator / unit : (numerator + unit - 1n) / unit
}

function unique<Item, Key extends string | number>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
  what: string,
): Map<Key, Item> {
  const map = new Map<Key, Item>()
  for (const item of items) {
    const key = keyOf(item)
    if (map.has(key)) throw new InconsistentStateError(`${what} ${key} occurs twice in the state.`)
    map.set(key, item)
  }
  return map
}

function byAssetThenValue(a: { asset: string; value: bigint }, b: { asset: string; value: bigint }): number {
  return compareText(a.asset, b.asset) || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0)
}

function sortPositions(positions: readonly ValuedPosition[]): ValuedPosition[] {
  const key = ({ account, collateral, debt }: ValuedPosition) =>
    [
      account,
      ...collateral.map(({ asset, eModeLtBps, eModeLbBps, value }) => `${asset}:${eModeLtBps}:${eModeLbBps}:${value}`),
      '|',
      ...debt.map(({ asset, value }) => `${asset}:${value}`),
    ].join()
  return positions
    .map((position) => ({ position, key: key(position) }))
    .sort((a, b) => compareText(a.key, b.key))
    .map(({ position }) => position)
}
