/** Parameters of a conditional variance model, in the units of the returns that it was fitted to. */
export interface GarchParameters {
  /** Mean return. */
  readonly mu: number
  /** Intercept: of the variance (GARCH, GJR) or of its logarithm (EGARCH). */
  readonly omega: number
  /** Loading on the squared residual (GARCH, GJR) or on |z| - sqrt(2 / pi) (EGARCH), z the standardised residual. */
  readonly alpha: number
  /** Additional loading on a negative residual's square (GJR) or loading on z (EGARCH); 0 for GARCH. */
  readonly gamma: number
  /** Loading on the last variance, or its logarithm. */
  readonly beta: number
  /** Degrees of freedom of the Student-t, above 2; absent for normal innovations. */
  readonly nu?: number
}

/** Slots of the parameters in the arrays that the likelihoods read and write. */
export const SLOT = { mu: 0, omega: 1, alpha: 2, gamma: 3, beta: 4, nu: 5 } as const

/** Length of those arrays. */
export const SLOTS = 6

/** Put parameters into their slots; an absent nu is 0 there and is not read. */
export function toSlots({ mu, omega, alpha, gamma, beta, nu = 0 }: GarchParameters): Float64Array {
  return Float64Array.of(mu, omega, alpha, gamma, beta, nu)
}

/** Distribution of the standardised residuals: of unit variance both. */
export const INNOVATIONS = ['normal', 'studentT'] as const
export type Innovations = (typeof INNOVATIONS)[number]

/**
 * Variance before the first observation.
 *
 * - `sampleVariance`: the mean squared residual about mu, which moves with mu (Fiorentini, Calzolari and Panattoni 1996).
 * - `backcast`: mean of the first 75 squared deviations from the sample mean with weights 0.94^t, fixed (Python's arch).
 * - `unconditional`: the model's own long-run variance, which moves with the parameters.
 */
export const INITIALISATIONS = ['sampleVariance', 'backcast', 'unconditional'] as const
export type Initialisation = (typeof INITIALISATIONS)[number]

/** Persistence that no fit reaches: beyond it the variance has no mean to return to. */
export const PERSISTENCE_LIMIT = 0.999999
