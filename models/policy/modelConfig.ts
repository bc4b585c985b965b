import { z } from 'zod'

const probability = z.number().gt(0).lt(1)

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
    /** Weight of filtered historical simulation; the rest is the long-run quantile. */
    tailFilteredWeight: z.number().min(0).max(1).default(0.5),
    /** Decay of the slow volatility in filtered historical simulation. */
    tailLambda: probability.default(0.99),
    /** Probability of the loss quantile that LTV keeps below the threshold: a borrower at full LTV survives it. */
    protectionProbability: probability.default(0.95),
    /** Decays of the fast EWMA volatility and of the EWMA correlation. */
    volatilityLambda: probability.default(0.94),
    correlationLambda: probability.default(0.97),
    /** Days of history that the log-HAR regression is fitted on. */
    harWindowDays: z.int().min(120).default(1_000),
    /** Garman-Klass variance is capped at this multiple of its 22-day median. */
    winsoriseMultiple: z.number().gt(1).default(20),
    /** Slippage that a liquidation sale costs, as a fraction. */
    slippage: z.number().min(0).lt(0.5).default(0.02),
    /** Bonus floor, protocol and trading fee, gas, as fractions; z-score and execution time of the price risk of a liquidation. */
    bonusFloor: z.number().min(0).lt(0.5).default(0.05),
    liquidationFee: z.number().min(0).lt(0.1).default(0.001),
    gasFraction: z.number().min(0).lt(0.1).default(0.001),
    bonusZScore: z.number().positive().default(2.33),
    executionMinutes: z.number().positive().default(30),
    /** LT x (1 + bonus) stays below 1 by this fraction. */
    solvencyBuffer: z.number().min(0).lt(0.5).default(0.02),
    /** Joint scenarios: how many, and the quantile that the report shows. */
    scenarioCount: z.int().min(100).max(200_000).default(10_000),
    scenarioProbability: probability.default(0.99),
    /** Degrees of freedom of the joint Student-t: fewer give heavier joint tails. */
    scenarioDegreesOfFreedom: z.int().min(3).max(100).default(4),
  })
  .prefault({})

/** @see modelConfigSchema */
export type ModelConfig = z.infer<typeof modelConfigSchema>
