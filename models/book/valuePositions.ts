import type { Address } from 'viem'
import { compareText } from '../../core/compareText.js'
import { InconsistentStateError } from '../errors.js'
import { type Book, type BookAccount, type BookAsset, hasPrice } from './book.js'

/** One collateral of a position, with what its own terms put in place of the asset's. */
export interface ValuedCollateral {
  readonly asset: string
  /** Its own threshold where it replaces the asset's, else null. */
  readonly ownLtBps: number | null
  /** Its own bonus where it replaces the asset's, else null. */
  readonly ownLbBps: number | null
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
  /** Positions that hold or owe an asset without a price, without that part. The venue can liquidate none of them meanwhile. */
  readonly unpriced: readonly ValuedPosition[]
}

// 2^256 has 78 digits; longer texts can come from no chain and would overflow float64 further on.
const MAX_DIGITS = 78

/**
 * Value every position by the market's own oracle: collateral rounded down, debt rounded up, in exact integers.
 *
 * Positions come back sorted by account and holdings by asset, so that no result depends on the order in which they were read.
 *
 * @throws {InconsistentStateError} when a symbol occurs twice, a holding's asset is not in the book, or a number is beyond what the chain
 *   can hold.
 * @source Aave v3.6 GenericLogic.sol, calculateUserAccountData
 */
export function valuePositions(state: Book): ValuedState {
  const known = VALUED.get(state)
  if (known !== undefined) return known
  const valued = valueAll(state)
  VALUED.set(state, valued)
  return valued
}

/** A recommendation asks for its one book in five places; a book is never written to. */
const VALUED = new WeakMap<Book, ValuedState>()

function valueAll(state: Book): ValuedState {
  const assets = unique(state.assets)
  const decimals = Math.max(0, ...state.assets.map(({ priceDecimals }) => priceDecimals))

  const assetOf = (name: string, account: string): BookAsset => {
    const asset = assets.get(name)
    if (asset === undefined)
      throw new InconsistentStateError(`${account} holds ${name}, which is not an asset of market ${state.market}.`)
    return asset
  }

  const positions = state.accounts.map(({ account, collateral, debt }): ValuedPosition => {
    const valuedDebt = debt
      .map(({ asset, amount }) => ({ asset, value: value(assetOf(asset, account), amount, decimals, 'up') }))
      .sort(byAssetThenValue)
    return {
      account,
      collateral: collateral
        .map(({ asset, amount, terms }) => ({
          asset,
          ownLtBps: terms?.ltBps ?? null,
          ownLbBps: terms?.lbBps ?? null,
          value: value(assetOf(asset, account), amount, decimals, 'down'),
        }))
        .sort(byAssetThenValue),
      debt: valuedDebt,
      totalDebt: valuedDebt.reduce((sum, holding) => sum + holding.value, 0n),
    }
  })
  const isUnpriced = unpricedIn(state)
  const of = (unpriced: boolean) => sortPositions(positions.filter((_, i) => isUnpriced(state.accounts[i]) === unpriced))
  return { decimals, positions: of(false), unpriced: of(true) }
}

/** Tell of a book's accounts whether they hold or owe an asset for which the market's oracle has no price. */
export function unpricedIn({ assets }: Pick<Book, 'assets'>): (account: BookAccount | undefined) => boolean {
  const without = new Set(assets.flatMap((asset) => (hasPrice(asset) ? [] : [asset.asset])))
  return (account) => [...(account?.collateral ?? []), ...(account?.debt ?? [])].some(({ asset }) => without.has(asset))
}

function value(asset: BookAsset, amount: string, decimals: number, rounding: 'up' | 'down'): bigint {
  for (const digits of [amount, asset.price]) {
    if (digits.length > MAX_DIGITS) {
      throw new InconsistentStateError(
        `An amount or price of ${asset.asset} has ${digits.length} digits; a uint256 has at most ${MAX_DIGITS}.`,
      )
    }
  }
  const numerator = BigInt(amount) * BigInt(asset.price) * 10n ** BigInt(decimals - asset.priceDecimals)
  const unit = 10n ** BigInt(asset.decimals)
  return rounding === 'down' ? numerator / unit : (numerator + unit - 1n) / unit
}

function unique(assets: readonly BookAsset[]): Map<string, BookAsset> {
  const map = new Map<string, BookAsset>()
  for (const asset of assets) {
    if (map.has(asset.asset)) throw new InconsistentStateError(`Asset ${asset.asset} occurs twice in the state.`)
    map.set(asset.asset, asset)
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
      ...collateral.map(({ asset, ownLtBps, ownLbBps, value }) => `${asset}:${ownLtBps}:${ownLbBps}:${value}`),
      '|',
      ...debt.map(({ asset, value }) => `${asset}:${value}`),
    ].join()
  return positions
    .map((position) => ({ position, key: key(position) }))
    .sort((a, b) => compareText(a.key, b.key))
    .map(({ position }) => position)
}
