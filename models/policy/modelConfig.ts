import { z } from 'zod'
import { correlationEstimators, type CorrelationEstimatorName } from '../correlation/correlationEstimators.js'
import { TAIL_FRACTION } from '../tail/peaksOverThreshold.js'
import { tailEstimators, type TailEstimatorName } from '../tail/tailEstimators.js'
import { LEAST_WEIGHT_DAYS, WEIGHT_DAYS } from '../volatility/combinationWeights.js'
import { VOLATILITY_MODELS, type VolatilityModelName } from '../volatility/registry.js'

const probability = z.number().gt(0).lt(1)

/** They say nothing of losses milder than those that they are fitted to. */
const PARETO_TAILS: readonly TailEstimatorName[] = ['peaksOverThreshold', 'mcNeilFrey']
const VOLATILITY_NAMES = Object.keys(VOLATILITY_MODELS) as VolatilityModelName[]
const TAIL_NAMES = Object.keys(tailEstimators) as TailEstimatorName[]
const CORRELATION_NAMES = Object.keys(correlationEstimators) as CorrelationEstimatorName[]

/** Constants of the forecasting and threshold models. Every default is the one of the reference policy; all are printed in the report. */
export const modelConfigSchema = z
  .strictObject({
    /** Seed of every random draw. */
    seed: z.int().nonnegative().default(1),
    /** Fewest daily bars that the tail model needs. */
    minimumDays: z.int().min(60).default(500),
    /** Horizon of the loss that a threshold must survive, in hours: liquidations are possible again after it. */
    horizonHours: z.number().positive().max(24).default(24),
    /** Probability of the loss quantile that sets thresholds. */
    tailProbability: probability.default(0.999),
    /** How the tail of losses is estimated, on returns filtered by the slow volatility. */
    tailEstimator: z.enum(TAIL_NAMES).default('blended'),
    /** In a blended tail: weight of filtered historical simulation; the rest is the long-run quantile. */
    tailFilteredWeight: z.number().min(0).max(1).default(0.5),
    /** Decay of the slow volatility in filtered historical simulation. */
    tailLambda: probability.default(0.99),
    /** Probability of the loss quantile that LTV keeps below the threshold: a borrower at full LTV survives it. */
    protectionProbability: probability.default(0.95),
    /**
     * Models of the fast volatility forecast, which feeds the bonus and the gate on loosening. `logHarImplied` reads the market's
     * `impliedVolatility`; it is `logHar` for an asset that has none.
     */
    volatilityModels: z
      .array(z.enum(VOLATILITY_NAMES))
      .min(1)
      .refine((names) => new Set(names).size === names.length, 'names a model twice')
      .default(['logHar', 'riskMetrics2006']),
    /** How they are combined: by what each lost in the last `volatilityWeightDays`, or all alike. */
    volatilityWeights: z.enum(['discountedQlike', 'equal']).default('discountedQlike'),
    volatilityWeightDays: z.int().min(LEAST_WEIGHT_DAYS).max(2_000).default(WEIGHT_DAYS),
    /** Days of history that a volatility model is fitted on. */
    volatilityWindowDays: z.int().min(120).default(1_000),
    /** Correlation that drives the joint scenarios: its estimator, the decay of `ewma`, and how far it is moved toward 1. */
    correlationEstimator: z.enum(CORRELATION_NAMES).default('ewma'),
    correlationLambda: probability.default(0.97),
    correlationStress: z.number().min(0).max(1).default(0),
    /** Garman-Klass variance is capped at this multiple of its 22-day median. */
    winsoriseMultiple: z.number().gt(1).default(20),
    /** Slippage that a liquidation sale costs, as a fraction. */
    slippage: z.number().min(0).lt(0.5).default(0.02),
    /** Bonus floor, trading fee, gas, as fractions (the protocol's share of the bonus is read from the chain); z-score and execution time of the price risk of a liquidation. */
    bonusFloor: z.number().min(0).lt(0.5).default(0.05),
    liquidationFee: z.number().min(0).lt(0.1).default(0.001),
    gasFraction: z.number().min(0).lt(0.1).default(0.001),
    bonusZScore: z.number().positive().default(2.33),
    executionMinutes: z.number().positive().default(30),
    /** LT x (1 + bonus) stays below 1 by this fraction. */
    solvencyBuffer: z.number().min(0).lt(0.5).default(0.02),
    /** Draws behind the 5, 50 and 95 % band of every target: resampled history, and parameters of the volatility models. */
    bandDraws: z.int().min(20).max(10_000).default(200),
    /** Joint scenarios: how many, and the probability of the quantiles and expected shortfalls that the report shows. */
    scenarioCount: z.int().min(100).max(200_000).default(10_000),
    scenarioProbability: probability.default(0.99),
    /** Degrees of freedom of the joint Student-t: fewer give heavier joint tails. */
    scenarioDegreesOfFreedom: z.int().min(3).max(100).default(4),
    /** Days of history, replayed on today's positions, that the report shows: the worst ones. */
    replayWorstDays: z.int().min(1).max(50).default(5),
    /** Insurance fund: the probability of its expected shortfalls, how many of the largest accounts are stressed, and the margin on top. */
    insuranceProbability: probability.default(0.999),
    insuranceAccounts: z.int().min(1).max(20).default(2),
    insuranceFactor: z.number().min(1).max(10).default(1.1),
  })
  .refine(
    ({ tailEstimator, tailProbability, protectionProbability }) =>
      !PARETO_TAILS.includes(tailEstimator) || Math.min(tailProbability, protectionProbability) >= 1 - TAIL_FRACTION,
    {
      path: ['tailEstimator'],
      message: `describes the worst ${100 * TAIL_FRACTION} % of days: tailProbability and protectionProbability must be at least ${1 - TAIL_FRACTION}`,
    },
  )
  .prefault({})

/** @see modelConfigSchema */
export type ModelConfig = z.infer<typeof modelConfigSchema>
