import { z } from 'zod'

const bpsSchema = z.int().min(0).max(10_000)

/** One reserve of a local market, in Aave's own units. */
export const reserveSpecSchema = z.strictObject({
  symbol: z.string().min(1),
  decimals: z.int().min(0).max(18),
  /** Basis points. */
  ltvBps: bpsSchema,
  /** Liquidation threshold, basis points. */
  ltBps: bpsSchema,
  /** Liquidation bonus, basis points with the debt itself: 10500 is a bonus of 5 %. */
  lbBps: z.int().min(10_000).max(20_000),
  /** Whole tokens; 0 means no cap. */
  supplyCap: z.int().min(0),
  /** Whole tokens; 0 means no cap. */
  borrowCap: z.int().min(0),
  borrowingEnabled: z.boolean(),
  flashLoanEnabled: z.boolean(),
  reserveFactorBps: bpsSchema,
  liquidationProtocolFeeBps: bpsSchema,
  /** Borrow rate: `base` at no usage, `+ slope1` at the optimal usage, `+ slope2` at full usage. */
  interestRate: z.strictObject({
    optimalUsageBps: bpsSchema,
    baseBps: z.int().min(0),
    slope1Bps: z.int().min(0),
    slope2Bps: z.int().min(0),
  }),
})

/** A local market: where its parameters come from, and its reserves. */
export const marketSpecSchema = z.strictObject({
  /** Where the parameters come from, as reports say it. */
  origin: z.string().min(1),
  reserves: z.array(reserveSpecSchema).min(1),
})

export type ReserveSpec = z.infer<typeof reserveSpecSchema>
export type MarketSpec = z.infer<typeof marketSpecSchema>
