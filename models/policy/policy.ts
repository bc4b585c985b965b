import type { Address } from 'viem'
import { z } from 'zod'
import type { ParameterChange } from '../../core/parameters.js'
import type { FormOf } from '../../core/registry.js'
import { hash32Schema, instantSchema, uintStringSchema } from '../../core/schemas/wire.js'
import { marketIdSchema } from '../../core/units/marketId.js'
import type { Book, CollateralTerms } from '../book/book.js'
import type { AssetSnapshot, MarketSnapshot } from '../data/marketSnapshot.js'
import type { AssetForecast } from './collateral/assetForecast.js'
import type { GuardrailConfig } from './collateral/guardrailConfig.js'
import type { ModelConfig } from './modelConfig.js'

/** What the configuration says of one asset to a policy. */
export interface PolicyAsset {
  readonly asset: string
  /** Whether its parameters may move at all; a stable asset such as USDC is configured as not adjustable. */
  readonly isAdjustable: boolean
  /** Deviation threshold of its price feed: how far the oracle may lag. */
  readonly feedDeviationBps: number
}

/** A policy's own part of a market's configuration. */
export interface PolicyConfig {
  readonly kind: string
}

/** What every policy decides from: evidence of the market, the chain's state at one block, and the constants. */
export interface PolicyInput<Config extends PolicyConfig = PolicyConfig> {
  readonly snapshot: MarketSnapshot
  readonly state: Book
  /** The policy's own constants. */
  readonly config: Config
  /** Constants that a market's policies share. */
  readonly models: ModelConfig
  readonly guardrails: GuardrailConfig
  /** The configured assets; one that is not named here keeps its parameters. */
  readonly assets: readonly PolicyAsset[]
  /** Forecasts of the snapshot's assets, by asset, where they were computed elsewhere. */
  readonly forecasts?: ReadonlyMap<string, AssetForecast>
}

/** Fields that every recommendation begins with; each policy adds its own. */
export const recommendationHeaderShape = {
  version: z.literal(1),
  market: marketIdSchema,
  chainId: z.int().positive(),
  asOf: instantSchema,
  block: z.strictObject({ number: uintStringSchema, hash: hash32Schema, timestampSeconds: z.int() }),
  isSynthetic: z.boolean(),
  /** Every constant that the recommendation was made with. */
  constants: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
}

/** What is known of a recommendation before its policy is asked. */
export interface PolicyRecommendation extends z.infer<z.ZodObject<typeof recommendationHeaderShape>> {
  /** Kind of the policy that made it and reads it. */
  readonly policy: string
}

/** A value that a recommendation starts from: raw, in the parameter's own unit. */
export interface ReviewedValue {
  readonly subject: string
  readonly address: Address
  readonly parameter: string
  readonly value: string
}

/** New terms on which the book's accounts are held after a change, by asset. */
export type ProposedTerms = ReadonlyMap<string, CollateralTerms>

/** One part of what a report shows of a recommendation: plain text, and a table where there is one. */
export interface PolicyReportPart {
  readonly heading: string
  readonly lines: readonly string[]
  readonly table?: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
}

/** A rule that a recommendation breaks. */
export interface BrokenRule {
  readonly rule: string
  readonly text: string
}

/** What a policy's guardrails are held against again, before anything is signed. */
export interface RuleInput<Recommendation extends PolicyRecommendation> {
  readonly recommendation: Recommendation
  /** The market as it is now. */
  readonly state: Book
  readonly guardrails: GuardrailConfig
  /** What the quality stage said of each asset that the recommendation was made from. */
  readonly data: readonly AssetSnapshot[]
  readonly adjustableAssets: readonly string[]
}

/**
 * A way to decide parameters. Pure and seeded: the same input gives the same recommendation, byte for byte.
 *
 * A recommendation is read by the policy that made it: `policyOf(recommendation.policy)`.
 *
 * @typeParam Config - its own part of a market's configuration
 * @typeParam Recommendation - what it decides, with reasons
 */
export interface Policy<
  Config extends PolicyConfig = PolicyConfig,
  Recommendation extends PolicyRecommendation = PolicyRecommendation,
> {
  readonly kind: string
  readonly configSchema: FormOf<Config>
  readonly recommendationSchema: FormOf<Recommendation>
  /** Names of the parameters that it sets, as the target's specs name them. */
  readonly parameters: readonly string[]
  /** What it reads: prices of the adjustable assets, and a forecast of each, which is computed before it is asked. */
  readonly needs: { readonly prices: boolean; readonly forecasts: boolean }
  /** Whether it can be replayed over history. */
  readonly hasBacktest: boolean
  recommend(input: PolicyInput<Config>): Recommendation
  /** List what it changes, one parameter a row; empty where everything stays. */
  changes(recommendation: Recommendation): ParameterChange[]
  /** List every value that it was decided from, of assets that stay too. */
  reviewed(recommendation: Recommendation): ReviewedValue[]
  /** Tell on which terms the book's accounts are held afterwards; empty where it moves none of them. */
  proposedTerms(recommendation: Recommendation): ProposedTerms
  /** Hold it against every guardrail once more, by code that shares nothing with `recommend`. */
  brokenRules(input: RuleInput<Recommendation>): BrokenRule[]
  /** Say what a report shows of it. */
  report(recommendation: Recommendation): PolicyReportPart[]
  /** Give the figures that the command line prints as JSON. */
  figures(recommendation: Recommendation): Readonly<Record<string, unknown>>
}
