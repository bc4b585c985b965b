/** Where the closed forms lose digits to cancellation, and the series takes over. */
const SMALL = 0.02
const TERMS = 12

/** Terms of the generalised Pareto log likelihood of one scaled excess w; with x = shape w all are smooth in the shape at 0. */
export interface ExcessTerms {
  /** (1 + 1/shape) log(1 + x): minus the log likelihood, but for the scale. */
  readonly log: number
  /** w / (1 + x). */
  readonly ratio: number
  /** (log(1 + x) - x / (1 + x)) / shape^2. */
  readonly slope: number
  /** (-2 log(1 + x) + 2 x / (1 + x) + x^2 / (1 + x)^2) / shape^3. */
  readonly curvature: number
}

/**
 * Compute the terms of one excess, by series where shape x w is small.
 *
 * @param w - excess over scale, at least 0.
 * @param shape - with 1 + shape w positive.
 */
export function excessTerms(w: number, shape: number): ExcessTerms {
  const x = shape * w
  const ratio = w / (1 + x)
  if (Math.abs(x) > SMALL) {
    const log = Math.log1p(x)
    const part = x / (1 + x)
    return {
      log: (1 + 1 / shape) * log,
      ratio,
      slope: (log - part) / (shape * shape),
      curvature: (2 * (part - log) + part * part) / shape ** 3,
    }
  }
  let meanLog = 0
  let slope = 0
  let curvature = 0
  for (let k = TERMS; k >= 1; k--) {
    // Coefficients of log(1 + x)/x, of the slope over w^2 and of the curvature over w^3.
    meanLog = 1 / k - x * meanLog
    slope = k / (k + 1) - x * slope
    curvature = (-k * (k + 1)) / (k + 2) - x * curvature
  }
  return { log: (1 + shape) * w * meanLog, ratio, slope: slope * w * w, curvature: curvature * w ** 3 }
}
