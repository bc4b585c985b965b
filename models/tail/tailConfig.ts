import { z } from 'zod'
import { TAIL_FRACTION } from './peaksOverThreshold.js'
import { tailEstimators, type TailEstimatorName } from './tailEstimators.js'

const probability = z.number().gt(0).lt(1)
const TAIL_NAMES = Object.keys(tailEstimators) as TailEstimatorName[]

/** They say nothing of losses milder than those that they are fitted to. */
const PARETO_TAILS: readonly TailEstimatorName[] = ['peaksOverThreshold', 'mcNeilFrey']

/** Keys of the model configuration that describe the tail of losses. */
export const tailConfigShape = {
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
}

/** @see tailConfigShape */
export type TailConfig = z.infer<z.ZodObject<typeof tailConfigShape>>

/** Tell whether the tail estimator describes losses as mild as the probabilities ask for. */
export function reachesProbabilities({
  tailEstimator,
  tailProbability,
  protectionProbability,
}: Pick<TailConfig, 'tailEstimator' | 'tailProbability' | 'protectionProbability'>): boolean {
  return !PARETO_TAILS.includes(tailEstimator) || Math.min(tailProbability, protectionProbability) >= 1 - TAIL_FRACTION
}
