import { z } from 'zod'
import { correlationEstimators, type CorrelationEstimatorName } from './correlationEstimators.js'

const CORRELATION_NAMES = Object.keys(correlationEstimators) as CorrelationEstimatorName[]

/** Keys of the model configuration that describe the correlation that drives the joint scenarios. */
export const correlationConfigShape = {
  correlationEstimator: z.enum(CORRELATION_NAMES).default('ewma'),
  /** Decay of the estimator `ewma`. */
  correlationLambda: z.number().gt(0).lt(1).default(0.97),
  /** How far every correlation is moved toward 1. */
  correlationStress: z.number().min(0).max(1).default(0),
}
