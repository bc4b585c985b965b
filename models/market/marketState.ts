import { z } from 'zod'
import { claimCheckSchema } from '../../core/claimCheck.js'
import { addressSchema, hash32Schema, uintStringSchema } from '../../core/schemas/wire.js'
import { bpsSchema } from '../../core/units/bps.js'
import { marketIdSchema } from '../../core/units/marketId.js'
import { assetSymbolSchema } from './assetSymbol.js'
import { liquidationRuleSchema } from './liquidationRule.js'

/** Collateral parameters of one reserve. The bonus is above par as on chain: 10500 pays 5 % to the liquidator. */
export const collateralParametersSchema = z.strictObject({
  ltvBps: bpsSchema,
  ltBps: bpsSchema,
  lbBps: bpsSchema,
})

/** @see collateralParametersSchema */
export type CollateralParameters = z.infer<typeof collateralParametersSchema>

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
  /** When the collateral parameters last changed after set-up, by anyone, in chain seconds; null if never. */
  lastChangedAtSeconds: z.int().nonnegative().nullable(),
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
