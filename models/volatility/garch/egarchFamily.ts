import { normalCdf } from '../../statistics/normal.js'
import { egarchGradient, LARGEST_LOG_VARIANCE, MEAN_ABSOLUTE_NORMAL } from './egarchGradient.js'
import { firstLogVariance, turnOf } from './garchSample.js'
import { PERSISTENCE_LIMIT, SLOT, SLOTS } from './garchSpec.js'
import type { VarianceFamily } from './varianceFamily.js'

const scratch = new Float64Array(SLOTS)

/**
 * EGARCH(1,1): ln h(t+1) = omega + alpha (|z(t)| - sqrt(2 / pi)) + gamma z(t) + beta ln h(t), z the standardised residual.
 *
 * Coordinates: the level omega / (1 - beta + turn), the turn that of `levelTurn.ts`, alpha from 0 to 2, gamma from -1 to 1 and beta.
 * Departure: with a negative alpha, which the paper and Python's arch allow, or a larger gamma the recursion can forget nothing of where
 * it started (it is not invertible), and its likelihood has peaks in noise that mean nothing.
 *
 * @source Nelson, Conditional Heteroskedasticity in Asset Returns: A New Approach, Econometrica 59 (1991); Wintenberger, Continuous
 * Invertibility and Stable QML Estimation of the EGARCH(1,1) Model, Scandinavian Journal of Statistics 40 (2013), for the limits.
 */
export const egarchFamily: VarianceFamily = {
  coordinates: ['level', 'alpha', 'gamma', 'beta'],
  parameterNames: ['omega', 'alpha', 'gamma', 'beta'],
  lower: [-40, 0, -1, -PERSISTENCE_LIMIT],
  upper: [40, 2, 1, PERSISTENCE_LIMIT],
  isKinkedInMu: true,
  starts: ({ variance }) =>
    [0.1, 0.6, 0.85, 0.95, 0.985].flatMap((beta) =>
      [0.08, 0.2].flatMap((alpha) => [-0.08, 0, 0.04].map((gamma) => [Math.log(variance), alpha, gamma, beta])),
    ),
  decode(sample, point, theta) {
    const beta = point[4] as number
    theta[SLOT.omega] = (point[1] as number) * (1 - beta + turnOf(sample))
    theta[SLOT.alpha] = point[2] as number
    theta[SLOT.gamma] = point[3] as number
    theta[SLOT.beta] = beta
  },
  encode(sample, theta) {
    const beta = theta[SLOT.beta] as number
    return [
      (theta[SLOT.omega] as number) / (1 - beta + turnOf(sample)),
      theta[SLOT.alpha] as number,
      theta[SLOT.gamma] as number,
      beta,
    ]
  },
  pullBack(sample, point, bySlot, byCoordinate) {
    const byOmega = bySlot[SLOT.omega] as number
    byCoordinate[1] = (1 - (point[4] as number) + turnOf(sample)) * byOmega
    byCoordinate[2] = bySlot[SLOT.alpha] as number
    byCoordinate[3] = bySlot[SLOT.gamma] as number
    byCoordinate[4] = (bySlot[SLOT.beta] as number) - (point[1] as number) * byOmega
  },
  rescale(theta, unit) {
    theta[SLOT.omega] = (theta[SLOT.omega] as number) + 2 * (1 - (theta[SLOT.beta] as number)) * Math.log(unit)
  },
  gradient: egarchGradient,
  logLikelihood: (sample, theta) => egarchGradient(sample, theta, scratch),
  filter(sample, theta, variances) {
    const mu = theta[SLOT.mu] as number
    const omega = theta[SLOT.omega] as number
    const alpha = theta[SLOT.alpha] as number
    const gamma = theta[SLOT.gamma] as number
    const beta = theta[SLOT.beta] as number
    const n = sample.values.length
    let l = firstLogVariance(sample, theta, scratch)
    variances[0] = Math.exp(l)
    for (let t = 0; t < n; t++) {
      const z = ((sample.values[t] as number) - mu) * Math.exp(-0.5 * l)
      l = omega + alpha * (Math.abs(z) - MEAN_ABSOLUTE_NORMAL) + gamma * z + beta * l
      l = Math.max(-LARGEST_LOG_VARIANCE, Math.min(LARGEST_LOG_VARIANCE, l))
      variances[t + 1] = Math.exp(l)
    }
  },
  persistence: (theta) => theta[SLOT.beta] as number,
  forecast({ theta, next, steps, innovations, residuals }) {
    const omega = theta[SLOT.omega] as number
    const alpha = theta[SLOT.alpha] as number
    const gamma = theta[SLOT.gamma] as number
    const beta = theta[SLOT.beta] as number
    const variances = new Float64Array(steps)
    // E h(k) = exp(deterministic part) x product over j of E exp(beta^j g(z)): future shocks are independent.
    let level = Math.log(next)
    let shocks = 0
    let power = 1
    for (let k = 0; k < steps; k++) {
      variances[k] = Math.exp(level + shocks)
      level = omega + beta * level
      shocks +=
        innovations === 'normal'
          ? logMeanShockNormal(power * alpha, power * gamma)
          : logMeanShock(residuals, power * alpha, power * gamma)
      power *= beta
    }
    return variances
  },
}

/** ln E exp(a (|z| - sqrt(2 / pi)) + c z) for a standard normal z, in closed form (Nelson 1991, appendix A1.1). */
function logMeanShockNormal(a: number, c: number): number {
  const up = a + c
  const down = a - c
  return (
    Math.log(Math.exp(0.5 * up * up) * normalCdf(up) + Math.exp(0.5 * down * down) * normalCdf(down)) - a * MEAN_ABSOLUTE_NORMAL
  )
}

/** The same over the sample's residuals: for a Student-t the expectation is infinite, however thin its tail. */
function logMeanShock(residuals: Float64Array, a: number, c: number): number {
  let sum = 0
  for (let t = 0; t < residuals.length; t++) {
    const z = residuals[t] as number
    sum += Math.exp(a * (Math.abs(z) - MEAN_ABSOLUTE_NORMAL) + c * z)
  }
  return Math.log(sum / residuals.length)
}
