import { z } from 'zod'
import { claimCheckSchema } from '../../core/claimCheck.js'
import { addressSchema, hash32Schema, uintStringSchema } from '../../core/schemas/wire.js'
import { bpsSchema } from '../../core/units/bps.js'
import { marketIdSchema } from '../../core/units/marketId.js'

const shareSchema = bpsSchema.refine((value) => value <= 10_000, 'must be at most 10000')

/** How much of a liquidatable account's debt a venue lets one liquidation call repay: the venue's own terms, read or known by its target. */
export const liquidationRuleSchema = z.strictObject({
  /** Share of the account's whole debt that a call may repay at most, where it may not repay all. */
  closeFactorBps: shareSchema,
  /** At or below this health factor (10,000 is 1) a call may repay all. */
  fullCloseHealthFactorBps: shareSchema,
  /** A call may repay all where the collateral that it takes, or the debt that it repays, is worth less than this: USD of one reserve. */
  fullCloseBelowUsd: z.number().nonnegative(),
  /** What a call must leave of that collateral and of that debt, in USD, unless it takes one of them whole; it reverts otherwise. */
  minimumLeftoverUsd: z.number().nonnegative(),
})

/** @see liquidationRuleSchema */
export type LiquidationRule = z.infer<typeof liquidationRuleSchema>

/** Symbol of a reserve as the market names it (WETH, WBTC, wstETH): the key of an asset in every stage. */
export const assetSymbolSchema = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,32}$/, 'must be 1 to 32 letters, digits, dots, hyphens or underscores')

/** Collateral parameters of one reserve. The bonus is above par as on chain: 10500 pays 5 % to the liquidator. */
export const collateralParametersSchema = z.strictObject({
  ltvBps: bpsSchema,
  ltBps: bpsSchema,
  lbBps: bpsSchema,
})

/** @see collateralParametersSchema */
export type CollateralParameters = z.infer<typeof collateralParametersSchema>

const changedAt = z.int().nonnegative().nullable()

/** One reserve as the chain has it at the block. */
export const reserveStateSchema = z.strictObject({
  asset: assetSymbolSchema,
  address: addressSchema,
  decimals: z.int().min(0).max(36),
  parameters: collateralParametersSchema,
  /** Whole tokens; "0" is no cap. */
  supplyCap: uintStringSchema,
  borrowCap: uintStringSchema,
  /** LTV that the market has set aside while its own is 0; left out where there is none. Setting the parameters would delete it. */
  parkedLtvBps: bpsSchema.optional(),
  isActive: z.boolean(),
  isFrozen: z.boolean(),
  isPaused: z.boolean(),
  /** Share of a liquidation's bonus that the protocol keeps, in bps of the bonus; evidence of before it was read has none. */
  liquidationProtocolFeeBps: bpsSchema.optional(),
  /** The market's own oracle price in USD, `priceDecimals` decimals; "0" where the oracle refuses one, see `hasPrice`. */
  price: uintStringSchema,
  priceDecimals: z.int().min(0).max(36),
  /** Total supplied and total variable debt, in the token's own units. */
  totalSupplied: uintStringSchema,
  /**
   * What counts against the supply cap, in the token's own units: besides what is supplied the treasury's share of the interest up to the
   * block, which no total shows. Evidence of before it was read has none.
   */
  suppliedAgainstCap: uintStringSchema.optional(),
  totalDebt: uintStringSchema,
  /** When each parameter last changed, by anyone, in chain time; null where it stands as the reserve was set up. */
  lastChangedAtSeconds: z.strictObject({ ltvBps: changedAt, ltBps: changedAt, lbBps: changedAt }),
})

/** @see reserveStateSchema */
export type ReserveState = z.infer<typeof reserveStateSchema>

const holdingSchema = z.strictObject({ asset: assetSymbolSchema, amount: uintStringSchema })

/** One borrower: collateral in use and debts with interest up to the block, in the tokens' own units. */
export const positionSchema = z.strictObject({
  account: addressSchema,
  /** 0 is no e-mode. */
  eModeCategory: z.int().min(0).max(255),
  collateral: z.array(holdingSchema),
  debt: z.array(holdingSchema),
})

/** @see positionSchema */
export type Position = z.infer<typeof positionSchema>

/** An e-mode category: its members' thresholds are replaced by the category's for accounts in it. */
export const eModeStateSchema = z.strictObject({
  id: z.int().min(1).max(255),
  label: z.string(),
  parameters: collateralParametersSchema,
  /** Reserves that count with the category's threshold as collateral. */
  collateralAssets: z.array(assetSymbolSchema),
})

/** @see eModeStateSchema */
export type EModeState = z.infer<typeof eModeStateSchema>

/** Live parameters, oracle prices and positions of a market, all read at one block. */
export const marketStateSchema = z.strictObject({
  market: marketIdSchema,
  chainId: z.int().positive(),
  block: z.strictObject({ number: uintStringSchema, hash: hash32Schema, timestampSeconds: z.int().nonnegative() }),
  reserves: z.array(reserveStateSchema),
  eModes: z.array(eModeStateSchema),
  positions: z.array(positionSchema),
  /** How much of a debt one liquidation may repay; evidence of before it was recorded has none, and whole debts count there. */
  liquidation: liquidationRuleSchema.optional(),
  /** Index of all accounts that ever had a debt, from which the positions were read. */
  positionsIndex: claimCheckSchema.optional(),
})

/** @see marketStateSchema */
export type MarketState = z.infer<typeof marketStateSchema>

/** Tell whether the market's oracle has a price for a reserve. Aave's refuses to answer 0: it reverts, and 0 in a state stands for that. */
export function hasPrice({ price }: Pick<ReserveState, 'price'>): boolean {
  return BigInt(price) > 0n
}

/** How much of one reserve's debt the known positions hold, in the token's own units as decimal strings. */
interface DebtCompleteness {
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

/** Tell when any parameter of a reserve last changed; null where all stand as they were set up. */
export function lastChangeOf({
  lastChangedAtSeconds: { ltvBps, ltBps, lbBps },
}: Pick<ReserveState, 'lastChangedAtSeconds'>): number | null {
  const known = [ltvBps, ltBps, lbBps].filter((at) => at !== null)
  return known.length === 0 ? null : Math.max(...known)
}
