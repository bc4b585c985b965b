import type { GarchSample } from './garchSample.js'

/**
 * A conditional variance model: its likelihood, and the coordinates in which it is estimated.
 *
 * The coordinates fill a box in which the model is stationary everywhere and its variance positive, so that no fit can leave that
 * region. The first is mu; nu is added by the fit. A new model is one file that exports one of these and one line in `families.ts`.
 */
export interface VarianceFamily {
  /** Names of the coordinates after mu, as messages show them. */
  readonly coordinates: readonly string[]
  /** Names of the model's own parameters between mu and nu. */
  readonly parameterNames: readonly ('omega' | 'alpha' | 'gamma' | 'beta')[]
  /** Sides of the box, one for each coordinate after mu. */
  readonly lower: readonly number[]
  readonly upper: readonly number[]
  /** Whether the likelihood has a kink in mu at every observation, so that its slope in mu jumps. */
  readonly isKinkedInMu: boolean
  /** Places to try before a fit, coordinates after mu. */
  starts(sample: GarchSample): number[][]
  /** Write the parameters omega to beta of a point into their slots. */
  decode(sample: GarchSample, point: Float64Array, theta: Float64Array): void
  /** Compute the coordinates after mu of parameters in their slots. */
  encode(sample: GarchSample, theta: Float64Array): number[]
  /** Turn a derivative by slot into one by coordinate: the transposed Jacobian of `decode`, coordinates after mu only. */
  pullBack(sample: GarchSample, point: Float64Array, bySlot: Float64Array, byCoordinate: Float64Array): void
  /** Write parameters of scaled values into those of values `unit` times as large, slots omega to beta. */
  rescale(theta: Float64Array, unit: number): void
  /** Compute the log likelihood at parameters in their slots, with its gradient by slot and, where given, n x 6 scores. */
  gradient(sample: GarchSample, theta: Float64Array, gradient: Float64Array, scores?: Float64Array): number
  /** Compute the log likelihood alone. */
  logLikelihood(sample: GarchSample, theta: Float64Array): number
  /** Write n + 1 conditional variances of the scaled values: element t is known before value t. */
  filter(sample: GarchSample, theta: Float64Array, variances: Float64Array): void
  /** Decay of a shock to the variance (GARCH, GJR) or its logarithm (EGARCH) a step; below 1. */
  persistence(theta: Float64Array): number
  /**
   * Forecast `steps` variances after the sample.
   *
   * @param next - variance of the first step, which is known.
   * @param residuals - n standardised residuals.
   */
  forecast(input: {
    theta: Float64Array
    next: number
    steps: number
    innovations: GarchSample['innovations']
    residuals: Float64Array
  }): Float64Array
}
