import type { Address } from 'viem'
import { z } from 'zod'
import type { ParameterChange } from '../../../core/parameters.js'
import { addressSchema } from '../../../core/schemas/wire.js'
import { insuranceFundSchema, notComputedSchema } from '../../book/insuranceFund.js'
import { lossSummarySchema } from '../../book/lossSummary.js'
import { assetSymbolSchema, liquidationRuleSchema, venueLimitSchema } from '../../book/book.js'
import { type PolicyRecommendation, recommendationHeaderShape, type ReviewedValue } from '../policy.js'
import { historicalReplaySchema } from './historicalReplay.js'
import {
  COLLATERAL_PARAMETERS,
  type CollateralParameters,
  collateralParametersSchema,
  DIRECTIONS,
  type Parameter,
  PARAMETERS,
} from './parameter.js'

/** Why a number has its value: a stable code, a sentence for people and the figures in it. */
export const reasonSchema = z.strictObject({
  code: z.string().regex(/^[a-z][A-Za-z]*$/),
  text: z.string(),
  /** Figures by name; names carry their unit (`quantileLoss`, `sigmaAnnualPct`, `ltBps`). */
  figures: z.record(z.string(), z.number()),
})

/** What a guardrail, or a rule of the venue, took away from the model's wish. */
export const guardrailCutSchema = z.strictObject({
  guardrail: venueLimitSchema.shape.rule,
  parameter: z.enum(['ltvBps', 'ltBps', 'lbBps']),
  fromBps: z.int(),
  toBps: z.int(),
  text: z.string(),
})

const wholeBandSchema = z.strictObject({ p05: z.int(), p50: z.int(), p95: z.int() })

/** How uncertain a target is: 5, 50 and 95 % quantiles of each parameter over other histories and model parameters, whole basis points. */
export const targetBandSchema = z.strictObject({
  ltvBps: wholeBandSchema,
  ltBps: wholeBandSchema,
  lbBps: wholeBandSchema,
})

/** The decision on one asset. */
export const assetRecommendationSchema = z.strictObject({
  asset: assetSymbolSchema,
  address: addressSchema,
  current: collateralParametersSchema,
  /** What the models ask for before guardrails; null where the asset is excluded. */
  target: collateralParametersSchema.nullable(),
  /** Band of the target; null where there is none. */
  band: targetBandSchema.nullable(),
  /** What is proposed: equal to `current` where nothing moves. */
  proposed: collateralParametersSchema,
  direction: z.enum(DIRECTIONS),
  /** Whether the models' gate on loosening was open, and why; shut where the asset is not modelled. */
  looseningGate: z.strictObject({ isOpen: z.boolean(), because: z.string() }),
  reasons: z.array(reasonSchema),
  cuts: z.array(guardrailCutSchema),
})

/** An account whose health factor the change moves from at least 1 to below 1 at the oracle's prices. */
export const madeLiquidatableSchema = z.strictObject({
  account: addressSchema,
  debtUsd: z.number().nonnegative(),
  healthFactorBefore: z.number(),
  healthFactorAfter: z.number(),
})

/** Parameters proposed for a market, with the reason of every number and what the guardrails cut. */
export const recommendationSchema = z.strictObject({
  ...recommendationHeaderShape,
  policy: z.literal('collateral'),
  assets: z.array(assetRecommendationSchema),
  /** Assets of the configuration that are not among the market's reserves, by symbol: dropped, or named otherwise. Left out where there are none. */
  notListed: z.array(assetSymbolSchema).optional(),
  /** Accounts that the proposed change itself makes liquidatable, and the limit that held. */
  madeLiquidatable: z.strictObject({
    limitUsd: z.number(),
    /** Whole debt of the accounts. */
    usd: z.number(),
    /** Debt that the change lets liquidators close at once and that they could not close before; left out where the venue's rule is not known. */
    closableUsd: z.number().nonnegative().optional(),
    accounts: z.array(madeLiquidatableSchema),
  }),
  /** Accounts that are liquidatable without any change, at the oracle's prices. */
  alreadyLiquidatable: z.strictObject({
    usd: z.number(),
    accounts: z.int(),
    closableUsd: z.number().nonnegative().optional(),
  }),
  /** The venue's rule, by which liquidated debt counts here; whole debts count where it is left out. */
  liquidation: liquidationRuleSchema.optional(),
  /**
   * Debt liquidated in joint price scenarios, at the p-quantile, and bad debt, under the old and the new parameters; null where somebody owes
   * and no model moves any price.
   */
  scenarios: z.strictObject({
    probability: z.number(),
    horizonHours: z.number(),
    count: z.int(),
    seed: z.int(),
    liquidatedUsdCurrent: z.number().nullable(),
    liquidatedUsdProposed: z.number().nullable(),
    /** What collateral does not cover of the debt that is liquidated; quantile and expected shortfall at `probability`. */
    badDebt: z.strictObject({ current: lossSummarySchema, proposed: lossSummarySchema }).nullable(),
    /** Pearson correlation of the assets' daily log returns that drove the scenarios, row by row. */
    correlation: z.strictObject({ assets: z.array(assetSymbolSchema), matrix: z.array(z.array(z.number())) }),
    /** Reserves that borrowers hold or owe, USD, and whose price stands still, here and in the replays; left out where that is not known. */
    unmodelled: z
      .array(
        z.strictObject({
          asset: assetSymbolSchema,
          because: z.string(),
          collateralUsd: z.number().nonnegative(),
          debtUsd: z.number().nonnegative(),
        }),
      )
      .optional(),
  }),
  /** Days of history replayed verbatim on today's positions. */
  replays: historicalReplaySchema,
  /** What would have to stand behind the market's bad debt, under the old and the new parameters, or why that is not known. */
  insuranceFund: z.union([z.strictObject({ current: insuranceFundSchema, proposed: insuranceFundSchema }), notComputedSchema]),
})

/** @see reasonSchema */
export type Reason = z.infer<typeof reasonSchema>
/** @see guardrailCutSchema */
export type GuardrailCut = z.infer<typeof guardrailCutSchema>
/** @see targetBandSchema */
export type TargetBand = z.infer<typeof targetBandSchema>
/** @see assetRecommendationSchema */
export type AssetRecommendation = z.infer<typeof assetRecommendationSchema>
/** @see recommendationSchema */
export type Recommendation = z.infer<typeof recommendationSchema>

/** Take a recommendation as the collateral policy's; null where another policy made it. */
export function collateralRecommendation(recommendation: PolicyRecommendation): Recommendation | null {
  return isCollateral(recommendation) ? recommendation : null
}

function isCollateral(recommendation: PolicyRecommendation): recommendation is Recommendation {
  return recommendation.policy === 'collateral'
}

/** One asset whose parameters a recommendation moves. */
export interface MovedAsset {
  readonly asset: string
  readonly address: Address
  readonly current: CollateralParameters
  readonly proposed: CollateralParameters
}

/** List the assets whose parameters a recommendation moves, in its order; assets that keep everything are left out. */
export function movedAssets(recommendation: Pick<Recommendation, 'assets'>): MovedAsset[] {
  return recommendation.assets
    .filter(({ current, proposed }) => PARAMETERS.some((parameter) => current[parameter] !== proposed[parameter]))
    .map(({ asset, address, current, proposed }) => ({ asset, address, current, proposed }))
}

/**
 * List what a recommendation changes, one parameter a row: all parameters of every asset that moves, in its order.
 *
 * The three are decided as one, so a parameter that keeps its value beside one that moves is in the list too.
 */
export function changes(recommendation: Pick<Recommendation, 'assets'>): ParameterChange[] {
  return movedAssets(recommendation).flatMap(({ asset, address, current, proposed }) =>
    Object.values(COLLATERAL_PARAMETERS).map(({ name }) => {
      const parameter = name as Parameter
      return { subject: asset, address, parameter, from: String(current[parameter]), to: String(proposed[parameter]) }
    }),
  )
}

/** List every value that a recommendation starts from, of assets that stay too. */
export function startingValues({ assets }: Pick<Recommendation, 'assets'>): ReviewedValue[] {
  return assets.flatMap(({ asset, address, current }) =>
    PARAMETERS.map((parameter) => ({ subject: asset, address, parameter, value: String(current[parameter]) })),
  )
}
