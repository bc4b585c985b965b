import { parse } from '../../../core/schemas/parse.js'
import { bps } from '../../../core/units/bps.js'
import type { Book, LiquidationRule } from '../../../models/book/book.js'
import { aaveV3StateSchema, type ReserveState } from '../../../proposals/targets/aaveV3/aaveV3State.js'
import { bookOf } from '../../../proposals/targets/aaveV3/bookOf.js'

/** One reserve in short: parameters in basis points, price in whole USD unless given otherwise. */
export interface ShortReserve {
  readonly asset: string
  readonly ltvBps?: number
  readonly ltBps?: number
  readonly lbBps?: number
  readonly priceUsd?: number
  readonly decimals?: number
  /** Of all three parameters where one number is given. */
  readonly lastChangedAtSeconds?: number | null | ReserveState['lastChangedAtSeconds']
  readonly isActive?: boolean
  readonly isFrozen?: boolean
  readonly isPaused?: boolean
}

/** One position in short: whole tokens by asset (six digits after the point are kept). */
export interface ShortPosition {
  readonly eModeCategory?: number
  readonly collateral: Readonly<Record<string, number>>
  readonly debt: Readonly<Record<string, number>>
}

/** A venue's rule, with figures of no venue. */
export const RULE: LiquidationRule = {
  closeFactorBps: bps(4_000),
  fullCloseHealthFactorBps: bps(9_000),
  fullCloseBelowUsd: 3_000,
  minimumLeftoverUsd: 1_500,
}

/** Instant of the block of every state made here. */
export const BLOCK_SECONDS = 1_655_000_000

/** Account number n. */
export function accountOf(n: number): string {
  return `0x${(n + 1).toString(16).padStart(40, '0')}`
}

/** Write a book from the essentials of an Aave market; its schema checks them. */
export function marketStateOf({
  reserves,
  positions = [],
  eModes = [],
  liquidation,
}: {
  reserves: readonly ShortReserve[]
  positions?: readonly ShortPosition[]
  eModes?: readonly { readonly id: number; readonly ltBps: number; readonly collateralAssets: readonly string[] }[]
  liquidation?: LiquidationRule
}): Book {
  const decimalsOf = new Map(reserves.map(({ asset, decimals = 18 }) => [asset, decimals]))
  const holdings = (amounts: Readonly<Record<string, number>>) =>
    Object.entries(amounts).map(([asset, amount]) => ({ asset, amount: tokens(amount, decimalsOf.get(asset) ?? 18) }))
  const state = parse(
    aaveV3StateSchema,
    {
      market: 'test-market',
      chainId: 31_337,
      block: { number: '100', hash: `0x${'ab'.repeat(32)}`, timestampSeconds: BLOCK_SECONDS },
      reserves: reserves.map((reserve, i) => ({
        asset: reserve.asset,
        address: accountOf(1_000 + i),
        decimals: reserve.decimals ?? 18,
        parameters: { ltvBps: reserve.ltvBps ?? 7_300, ltBps: reserve.ltBps ?? 7_800, lbBps: reserve.lbBps ?? 10_500 },
        supplyCap: '0',
        borrowCap: '0',
        isActive: reserve.isActive ?? true,
        isFrozen: reserve.isFrozen ?? false,
        isPaused: reserve.isPaused ?? false,
        price: tokens(reserve.priceUsd ?? 1_000, 8),
        priceDecimals: 8,
        totalSupplied: '0',
        totalDebt: '0',
        lastChangedAtSeconds: allAt(reserve.lastChangedAtSeconds ?? null),
      })),
      eModes: eModes.map(({ id, ltBps, collateralAssets }) => ({
        id,
        label: `category ${id}`,
        parameters: { ltvBps: ltBps - 100, ltBps, lbBps: 10_100 },
        collateralAssets,
      })),
      positions: positions.map(({ eModeCategory = 0, collateral, debt }, i) => ({
        account: accountOf(i),
        eModeCategory,
        collateral: holdings(collateral),
        debt: holdings(debt),
      })),
      ...(liquidation === undefined ? {} : { liquidation }),
    },
    'Test state',
  )
  return bookOf(state)
}

function tokens(amount: number, decimals: number): string {
  return ((BigInt(Math.round(amount * 1e6)) * 10n ** BigInt(decimals)) / 1_000_000n).toString()
}

/** All three parameters of a reserve as last changed at one instant. */
export function allAt(seconds: (ShortReserve['lastChangedAtSeconds'] & {}) | null): ReserveState['lastChangedAtSeconds'] {
  if (typeof seconds === 'object' && seconds !== null) return seconds
  return { ltvBps: seconds, ltBps: seconds, lbBps: seconds }
}
