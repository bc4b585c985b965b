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
