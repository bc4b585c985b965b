import { z } from 'zod'
import { addressSchema, uintStringSchema } from '../../../core/schemas/wire.js'
import { bpsSchema } from '../../../core/units/bps.js'
import { assetSymbolSchema, liquidationRuleSchema } from '../../../models/book/book.js'
import { collateralParametersSchema } from '../../../models/policy/collateral/parameter.js'
import { chainStateShape } from '../chainState.js'

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

/** Live parameters, oracle prices and positions of an Aave v3 market, all read at one block: what is stored as evidence. */
export const aaveV3StateSchema = z.strictObject({
  ...chainStateShape,
  reserves: z.array(reserveStateSchema),
  eModes: z.array(eModeStateSchema),
  positions: z.array(positionSchema),
  /** How much of a debt one liquidation may repay; evidence of before it was recorded has none, and whole debts count there. */
  liquidation: liquidationRuleSchema.optional(),
})

/** @see aaveV3StateSchema */
export type AaveV3State = z.infer<typeof aaveV3StateSchema>

/** Tell when any parameter of a reserve last changed; null where all stand as they were set up. */
export function lastChangeOf({
  lastChangedAtSeconds: { ltvBps, ltBps, lbBps },
}: Pick<ReserveState, 'lastChangedAtSeconds'>): number | null {
  const known = [ltvBps, ltBps, lbBps].filter((at) => at !== null)
  return known.length === 0 ? null : Math.max(...known)
}
