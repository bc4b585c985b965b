import { z } from 'zod'
import { instantSchema } from '../../core/schemas/wire.js'
import { marketIdSchema } from '../../core/units/marketId.js'
import { assetSymbolSchema } from '../book/book.js'
import { collateralParametersSchema } from '../policy/collateral/parameter.js'
import { quantileBandSchema } from '../statistics/bootstrap.js'

/** How often the tail loss that was forecast for a day was exceeded. */
export const coverageSchema = z.strictObject({
  probability: z.number(),
  days: z.int(),
  violations: z.int(),
  expected: z.number(),
  kupiecPValue: z.number(),
  /** Null with fewer than five expected violations: the test says nothing then. */
  conditionalPValue: z.number().nullable(),
})

/** How borrowers and liquidators behave in a backtest. */
export const backtestTermsSchema = z.strictObject({
  /** Hours that a borrower keeps the loan, if it is not liquidated before. */
  lifeHours: z.number(),
  /** Hours from the first breach of the threshold to the sale: congestion, a lagging oracle, absent liquidators. */
  delayHours: z.number(),
  /** Share of the price that the sale costs. */
  slippage: z.number(),
})

/**
 * What a backtest found for one asset. Bad debt in basis points of what was borrowed, averaged over the cohorts. A constant is a threshold
 * that never moves, with the policy's mean bonus and its mean distance between threshold and loan-to-value, chosen in hindsight.
 */
export const assetBacktestSchema = z.strictObject({
  asset: assetSymbolSchema,
  /** Length of the bars that prices were seen by, in hours. */
  barHours: z.number().positive(),
  cohorts: z.int().positive(),
  /** Means of the policy's parameters over the cohorts' openings. */
  meanLtBps: z.number(),
  meanLtvBps: z.number(),
  meanLbBps: z.number(),
  badDebtBps: z.number().nonnegative(),
  /** Its block-bootstrap band, over resampled days of opening. */
  badDebtBand: quantileBandSchema,
  /** Bad debt of the constant with the policy's mean loan-to-value. */
  staticBadDebtBps: z.number().nonnegative(),
  /** Policy over static, with its block-bootstrap band; null where the constant lost nothing. */
  ratio: z.number().nonnegative().nullable(),
  ratioBand: quantileBandSchema.nullable(),
  /** Every constant: its bad debt, with the block-bootstrap band over the same resamples as the policy's. */
  frontier: z.array(
    z.strictObject({
      ltBps: z.number(),
      ltvBps: z.number(),
      badDebtBps: z.number().nonnegative(),
      badDebtBand: quantileBandSchema,
    }),
  ),
  /** The policy's own frontier: itself, and at other tail probabilities where it was replayed with them; ascending in probability. */
  policyFrontier: z.array(
    z.strictObject({
      tailProbability: z.number(),
      meanLtvBps: z.number(),
      badDebtBps: z.number().nonnegative(),
      badDebtBand: quantileBandSchema,
      staticBadDebtBps: z.number().nonnegative(),
    }),
  ),
  /** Highest loan-to-value of a constant that lost no more than the policy; null where none did. */
  staticLtvOfSameBadDebtBps: z.number().nullable(),
  coverage: z.array(coverageSchema),
  /** Of the margin 1 - LT in force: largest over smallest, and the largest rise within five days as a fraction. */
  procyclicality: z.strictObject({ peakToTrough: z.number(), largestFiveDayIncrease: z.number() }),
  changes: z.strictObject({ tightened: z.int(), loosened: z.int() }),
  path: z.array(
    z.strictObject({
      at: instantSchema,
      parameters: collateralParametersSchema,
      /** What the models asked for; null where they had no say. */
      targetLtBps: z.number().nullable(),
      close: z.number().positive(),
    }),
  ),
})

/** What a backtest of a whole policy found. */
export const backtestResultSchema = z.strictObject({
  version: z.literal(1),
  market: marketIdSchema,
  from: instantSchema,
  to: instantSchema,
  isSynthetic: z.boolean(),
  every: z.string(),
  executionDelay: z.string().nullable(),
  terms: backtestTermsSchema,
  assets: z.array(assetBacktestSchema),
  /** Every constant of models and guardrails that the policy was replayed with. */
  constants: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
})

/** @see backtestTermsSchema */
export type BacktestTerms = Readonly<z.infer<typeof backtestTermsSchema>>
/** @see coverageSchema */
export type Coverage = z.infer<typeof coverageSchema>
/** @see assetBacktestSchema */
export type AssetBacktest = z.infer<typeof assetBacktestSchema>
/** @see backtestResultSchema */
export type BacktestResult = z.infer<typeof backtestResultSchema>

/**
 * Put the points of the same policy at other tail probabilities on a backtest's frontier.
 *
 * @param result - the configured policy's backtest: everything but its frontier stays as it is.
 * @param others - backtests over the same history that differ in `tailProbability` alone.
 */
export function joinFrontiers(result: BacktestResult, others: readonly BacktestResult[]): BacktestResult {
  return {
    ...result,
    assets: result.assets.map((asset) => ({
      ...asset,
      policyFrontier: [result, ...others]
        .flatMap(({ assets }) => assets.filter((other) => other.asset === asset.asset))
        .flatMap(({ policyFrontier }) => policyFrontier)
        .sort((a, b) => a.tailProbability - b.tailProbability),
    })),
  }
}
