import { SLOT } from './garchParameters.js'
import type { GarchSample } from './garchSample.js'

/**
 * Compute the presample variance of a sample about mu, where the initialisation reads the data only.
 *
 * @param slopeMu - receives the derivative with respect to mu in its slot.
 */
export function presampleVariance(sample: GarchSample, mu: number, slopes: Float64Array): number {
  slopes.fill(0)
  if (sample.initialisation === 'backcast') return sample.backcast
  const offset = sample.mean - mu
  slopes[SLOT.mu] = -2 * offset
  return sample.variance + offset * offset
}

/**
 * Compute the first conditional variance of GARCH and GJR and its derivatives: h(1) = omega + P h(0) with P the persistence, the
 * presample residual being as large as its variance and negative half of the time.
 *
 * @param theta - parameters in their slots.
 * @param slopes - receives the derivative with respect to each slot.
 */
export function firstVariance(sample: GarchSample, theta: Float64Array, slopes: Float64Array): number {
  const omega = theta[SLOT.omega] as number
  const persistence = (theta[SLOT.alpha] as number) + 0.5 * (theta[SLOT.gamma] as number) + (theta[SLOT.beta] as number)
  if (sample.initialisation === 'unconditional') {
    const variance = omega / (1 - persistence)
    const slope = variance / (1 - persistence)
    slopes.fill(0)
    slopes[SLOT.omega] = 1 / (1 - persistence)
    slopes[SLOT.alpha] = slope
    slopes[SLOT.gamma] = 0.5 * slope
    slopes[SLOT.beta] = slope
    return variance
  }
  const presample = presampleVariance(sample, theta[SLOT.mu] as number, slopes)
  slopes[SLOT.mu] = persistence * (slopes[SLOT.mu] as number)
  slopes[SLOT.omega] = 1
  slopes[SLOT.alpha] = presample
  slopes[SLOT.gamma] = 0.5 * presample
  slopes[SLOT.beta] = presample
  return omega + persistence * presample
}

/** Compute the first log variance of EGARCH and its derivatives: omega + beta ln h(0), the presample shock being zero. */
export function firstLogVariance(sample: GarchSample, theta: Float64Array, slopes: Float64Array): number {
  const omega = theta[SLOT.omega] as number
  const beta = theta[SLOT.beta] as number
  if (sample.initialisation === 'unconditional') {
    slopes.fill(0)
    slopes[SLOT.omega] = 1 / (1 - beta)
    slopes[SLOT.beta] = omega / (1 - beta) ** 2
    return omega / (1 - beta)
  }
  const presample = presampleVariance(sample, theta[SLOT.mu] as number, slopes)
  slopes[SLOT.mu] = (beta * (slopes[SLOT.mu] as number)) / presample
  slopes[SLOT.omega] = 1
  slopes[SLOT.beta] = Math.log(presample)
  return omega + beta * Math.log(presample)
}
