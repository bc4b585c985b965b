import { z } from 'zod'
import { correlationConfigShape } from '../correlation/correlationConfig.js'
import { drawConfigShape } from '../statistics/drawConfig.js'
import { TAIL_FRACTION } from '../tail/peaksOverThreshold.js'
import { reachesProbabilities, tailConfigShape } from '../tail/tailConfig.js'
import { volatilityConfigShape } from '../volatility/volatilityConfig.js'

const probability = z.number().gt(0).lt(1)

/** Constants of the forecasting and threshold models. Every default is the one of the reference policy; all are printed in the report. */
export const modelConfigSchema = z
  .strictObject({
    ...drawConfigShape,
    ...tailConfigShape,
    ...volatilityConfigShape,
    ...correlationConfigShape,
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
  .refine(reachesProbabilities, {
    path: ['tailEstimator'],
    message: `describes the worst ${100 * TAIL_FRACTION} % of days: tailProbability and protectionProbability must be at least ${1 - TAIL_FRACTION}`,
  })
  .prefault({})

/** @see modelConfigSchema */
export type ModelConfig = z.infer<typeof modelConfigSchema>
