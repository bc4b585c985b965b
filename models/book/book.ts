import { z } from 'zod'
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
  /** A call may repay all where the collateral that it takes, or the debt that it repays, is worth less than this: USD of one asset. */
  fullCloseBelowUsd: z.number().nonnegative(),
  /** What a call must leave of that collateral and of that debt, in USD, unless it takes one of them whole; it reverts otherwise. */
  minimumLeftoverUsd: z.number().nonnegative(),
})

/** @see liquidationRuleSchema */
export type LiquidationRule = z.infer<typeof liquidationRuleSchema>

/** Symbol of an asset as the market names it (WETH, WBTC, wstETH): its key in every stage. */
export const assetSymbolSchema = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,32}$/, 'must be 1 to 32 letters, digits, dots, hyphens or underscores')

/** On which terms a holding counts as collateral. A threshold of 0 counts for nothing; a bonus is above par: 10500 pays 5 %. */
export const collateralTermsSchema = z.strictObject({ ltBps: bpsSchema, lbBps: bpsSchema })

/** @see collateralTermsSchema */
export type CollateralTerms = z.infer<typeof collateralTermsSchema>

/** A limit of the venue on one parameter of an asset, which no policy may pass. */
export const venueLimitSchema = z.strictObject({
  /** Name of the rule, as the target calls it. */
  rule: z.string().regex(/^[a-z][A-Za-z]*$/),
  parameter: z.string(),
  /** The parameter may not rise above it: raw, in its own unit. */
  atMost: uintStringSchema,
  /** A clause with the value: why. */
  because: z.string(),
})

/** One asset of a market as the chain has it at the block. */
export const bookAssetSchema = z.strictObject({
  asset: assetSymbolSchema,
  address: addressSchema,
  decimals: z.int().min(0).max(36),
  /** The market's own oracle price in USD, `priceDecimals` decimals; "0" where the oracle has none, see `hasPrice`. */
  price: uintStringSchema,
  priceDecimals: z.int().min(0).max(36),
  /** Every parameter that can be set, by the name of its spec: raw values in their own units. */
  parameters: z.record(z.string(), uintStringSchema),
  /** When each parameter last changed, by anyone, in chain time; null where it stands as it was set up. */
  lastChangedAtSeconds: z.record(z.string(), z.int().nonnegative().nullable()),
  /** On which terms it counts as collateral, unless an account's holding has terms of its own. */
  terms: collateralTermsSchema,
  /** Share of a liquidation's bonus that the protocol keeps, in bps of the bonus. */
  liquidationProtocolFeeBps: bpsSchema,
  /** Why the venue's state forbids to move its parameters, as a clause; null where they may move. */
  heldBecause: z.string().nullable(),
  /** Of one parameter the lowest comes first. */
  limits: z.array(venueLimitSchema),
  /** What all accounts owe of it, in the token's own units. */
  totalDebt: uintStringSchema,
})

/** @see bookAssetSchema */
export type BookAsset = z.infer<typeof bookAssetSchema>

/** An amount of one asset, in the token's own units. */
export const holdingSchema = z.strictObject({ asset: assetSymbolSchema, amount: uintStringSchema })

/** @see holdingSchema */
export type Holding = z.infer<typeof holdingSchema>

/** Collateral of one account; `terms` are its own, where they replace those of the asset. */
export const collateralHoldingSchema = holdingSchema.extend({ terms: collateralTermsSchema.optional() })

/** @see collateralHoldingSchema */
export type CollateralHolding = z.infer<typeof collateralHoldingSchema>

/** One account that owes or holds something: collateral in use, and debts with interest up to the block. Another sort of holding is another list. */
export const bookAccountSchema = z.strictObject({
  account: addressSchema,
  collateral: z.array(collateralHoldingSchema),
  debt: z.array(holdingSchema),
})

/** @see bookAccountSchema */
export interface BookAccount {
  readonly account: z.infer<typeof addressSchema>
  readonly collateral: readonly CollateralHolding[]
  readonly debt: readonly Holding[]
}

/** A market at one block in words of no protocol: its assets, and what every account holds and owes. A target makes it from what it read. */
export const bookSchema = z.strictObject({
  market: marketIdSchema,
  chainId: z.int().positive(),
  block: z.strictObject({ number: uintStringSchema, hash: hash32Schema, timestampSeconds: z.int().nonnegative() }),
  assets: z.array(bookAssetSchema),
  accounts: z.array(bookAccountSchema),
  /** How much of a debt one liquidation may repay; whole debts count where the venue's rule is not known. */
  liquidation: liquidationRuleSchema.optional(),
  /** The largest product of threshold and bonus, both in basis points, that the venue accepts; 100 % where it is not known. */
  largestProduct: z.int().positive().optional(),
})

/**
 * A book is never written to: its valuation is kept with it. Make another one to change something.
 *
 * @see bookSchema
 */
export interface Book extends Omit<z.infer<typeof bookSchema>, 'assets' | 'accounts'> {
  readonly assets: readonly BookAsset[]
  readonly accounts: readonly BookAccount[]
}

/** Tell whether the market's oracle has a price for an asset. */
export function hasPrice({ price }: Pick<BookAsset, 'price'>): boolean {
  return BigInt(price) > 0n
}

/** How much of one asset's debt the known accounts hold, in the token's own units as decimal strings. */
interface DebtCompleteness {
  readonly asset: string
  /** Sum of the accounts' debts. */
  readonly knownDebt: string
  /** What the market says that all accounts owe. */
  readonly totalDebt: string
  /** Accounts with a debt in the asset. */
  readonly debtors: number
  readonly isComplete: boolean
}

/**
 * Prove that a book holds every debt: the accounts' debts of each asset must add up to what the market says of all.
 *
 * On Aave both are scaled balances times one index, whose scaled sums are equal to the unit; each product is rounded once, by less than one unit
 * (up since Aave 3.5, to the nearest before). So the sum departs from the total by one unit a debtor at most.
 *
 * @source TokenMath.sol `getVTokenBalance`, VariableDebtToken.sol `balanceOf` and `totalSupply`, of aave-v3-origin 3.6.0
 */
export function debtCompleteness({
  assets,
  accounts,
}: {
  readonly assets: readonly Pick<BookAsset, 'asset' | 'totalDebt'>[]
  readonly accounts: readonly Pick<BookAccount, 'debt'>[]
}): readonly DebtCompleteness[] {
  const known = new Map<string, { sum: bigint; debtors: number }>()
  for (const { debt } of accounts) {
    for (const { asset, amount } of debt) {
      const entry = known.get(asset) ?? { sum: 0n, debtors: 0 }
      known.set(asset, { sum: entry.sum + BigInt(amount), debtors: entry.debtors + 1 })
    }
  }
  return assets.map(({ asset, totalDebt }) => {
    const { sum, debtors } = known.get(asset) ?? { sum: 0n, debtors: 0 }
    const difference = sum - BigInt(totalDebt)
    const tolerance = BigInt(debtors)
    const isComplete = difference <= tolerance && -difference <= tolerance
    return { asset, knownDebt: sum.toString(), totalDebt, debtors, isComplete }
  })
}

/** Tell whether the accounts hold every asset's whole debt. */
export function isDebtComplete(book: Parameters<typeof debtCompleteness>[0]): boolean {
  return debtCompleteness(book).every(({ isComplete }) => isComplete)
}
