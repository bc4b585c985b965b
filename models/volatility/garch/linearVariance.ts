import { SLOT, SLOTS } from './garchParameters.js'
import type { GarchSample } from './garchSample.js'
import { turnOf } from './levelTurn.js'
import { firstVariance } from './presample.js'
import type { VarianceFamily } from './varianceFamily.js'

const slopes = new Float64Array(SLOTS)

/** Compute alpha + gamma / 2 + beta: the decay of a variance forecast toward its mean, for residuals that are negative half of the time. */
export function linearPersistence(theta: Float64Array): number {
  return (theta[SLOT.alpha] as number) + 0.5 * (theta[SLOT.gamma] as number) + (theta[SLOT.beta] as number)
}

/** Compute omega from the level and the persistence. */
export function interceptOf(sample: GarchSample, level: number, persistence: number): number {
  return Math.exp(level) * (1 - persistence + turnOf(sample))
}

/** Compute the level, ln(omega / (1 - persistence + turn)). */
export function levelOf(sample: GarchSample, omega: number, persistence: number): number {
  return Math.log(omega / (1 - persistence + turnOf(sample)))
}

/** Write the n + 1 variances of h(t+1) = omega + (alpha + gamma [e < 0]) e^2 + beta h(t). */
export function filterLinear(sample: GarchSample, theta: Float64Array, variances: Float64Array): void {
  const mu = theta[SLOT.mu] as number
  const omega = theta[SLOT.omega] as number
  const alpha = theta[SLOT.alpha] as number
  const both = alpha + (theta[SLOT.gamma] as number)
  const beta = theta[SLOT.beta] as number
  const n = sample.values.length
  let h = firstVariance(sample, theta, slopes)
  variances[0] = h
  for (let t = 0; t < n; t++) {
    const e = (sample.values[t] as number) - mu
    h = omega + (e < 0 ? both : alpha) * e * e + beta * h
    variances[t + 1] = h
  }
}

/** Forecast by h(k+1) = omega + persistence h(k): exact in expectation. */
export const forecastLinear: VarianceFamily['forecast'] = ({ theta, next, steps }) => {
  const omega = theta[SLOT.omega] as number
  const persistence = linearPersistence(theta)
  const variances = new Float64Array(steps)
  let variance = next
  for (let k = 0; k < steps; k++) {
    variances[k] = variance
    variance = omega + persistence * variance
  }
  return variances
}
