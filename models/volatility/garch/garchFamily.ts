import { garchGradient } from './garchGradient.js'
import { garchLogLikelihood } from './garchLogLikelihood.js'
import { firstVariance, type GarchSample, turnOf } from './garchSample.js'
import { PERSISTENCE_LIMIT, SLOT, SLOTS } from './garchSpec.js'
import type { VarianceFamily } from './varianceFamily.js'

const slopes = new Float64Array(SLOTS)

/** Compute alpha + gamma / 2 + beta: the decay of a variance forecast toward its mean, for residuals that are negative half of the time. */
function linearPersistence(theta: Float64Array): number {
  return (theta[SLOT.alpha] as number) + 0.5 * (theta[SLOT.gamma] as number) + (theta[SLOT.beta] as number)
}

/** Compute omega from the level and the persistence. */
function interceptOf(sample: GarchSample, level: number, persistence: number): number {
  return Math.exp(level) * (1 - persistence + turnOf(sample))
}

/** Compute the level, ln(omega / (1 - persistence + turn)). */
function levelOf(sample: GarchSample, omega: number, persistence: number): number {
  return Math.log(omega / (1 - persistence + turnOf(sample)))
}

/** Write the n + 1 variances of h(t+1) = omega + (alpha + gamma [e < 0]) e^2 + beta h(t). */
function filterLinear(sample: GarchSample, theta: Float64Array, variances: Float64Array): void {
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
const forecastLinear: VarianceFamily['forecast'] = ({ theta, next, steps }) => {
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

/**
 * GARCH(1,1): h(t+1) = omega + alpha e(t)^2 + beta h(t).
 *
 * Coordinates: the level ln(omega / (1 - p + turn)), the turn that of `levelTurn.ts`, the persistence p = alpha + beta, and the share of p that is alpha.
 *
 * @source Bollerslev, Generalized Autoregressive Conditional Heteroskedasticity, Journal of Econometrics 31 (1986).
 */
export const garchFamily: VarianceFamily = {
  coordinates: ['level', 'persistence', 'share of alpha'],
  parameterNames: ['omega', 'alpha', 'beta'],
  lower: [-18, 0, 0],
  upper: [10, PERSISTENCE_LIMIT, 1],
  isKinkedInMu: false,
  starts: (sample) =>
    [0.3, 0.7, 0.9, 0.96, 0.99].flatMap((p) =>
      [0.05, 0.12, 0.25, 0.6].map((share) => [levelOf(sample, sample.variance * (1 - p), p), p, share]),
    ),
  decode(sample, point, theta) {
    const p = point[2] as number
    const share = point[3] as number
    theta[SLOT.omega] = interceptOf(sample, point[1] as number, p)
    theta[SLOT.alpha] = p * share
    theta[SLOT.gamma] = 0
    theta[SLOT.beta] = p * (1 - share)
  },
  encode(sample, theta) {
    const p = linearPersistence(theta)
    return [levelOf(sample, theta[SLOT.omega] as number, p), p, p > 0 ? (theta[SLOT.alpha] as number) / p : 0]
  },
  pullBack(sample, point, bySlot, byCoordinate) {
    const p = point[2] as number
    const share = point[3] as number
    const byAlpha = bySlot[SLOT.alpha] as number
    const byBeta = bySlot[SLOT.beta] as number
    byCoordinate[1] = interceptOf(sample, point[1] as number, p) * (bySlot[SLOT.omega] as number)
    byCoordinate[2] = share * byAlpha + (1 - share) * byBeta - Math.exp(point[1] as number) * (bySlot[SLOT.omega] as number)
    byCoordinate[3] = p * (byAlpha - byBeta)
  },
  rescale(theta, unit) {
    theta[SLOT.omega] = (theta[SLOT.omega] as number) * unit * unit
  },
  gradient: garchGradient,
  logLikelihood: garchLogLikelihood,
  filter: filterLinear,
  persistence: linearPersistence,
  forecast: forecastLinear,
}

/**
 * GJR(1,1): h(t+1) = omega + (alpha + gamma [e(t) < 0]) e(t)^2 + beta h(t), gamma of either sign.
 *
 * Coordinates: the level ln(omega / (1 - p + turn)), the turn that of `levelTurn.ts`, the persistence p = alpha + gamma / 2 + beta, the share of p that is beta, and the share of the rest that comes
 * from positive residuals: alpha >= 0 and alpha + gamma >= 0 hold everywhere, gamma is negative where that last share is above one half.
 *
 * @source Glosten, Jagannathan and Runkle, On the Relation between the Expected Value and the Volatility of the Nominal Excess Return on
 * Stocks, Journal of Finance 48 (1993).
 */
export const gjrFamily: VarianceFamily = {
  ...garchFamily,
  coordinates: ['level', 'persistence', 'share of beta', 'share of positive residuals'],
  parameterNames: ['omega', 'alpha', 'gamma', 'beta'],
  lower: [-18, 0, 0, 0],
  upper: [10, PERSISTENCE_LIMIT, 1, 1],
  starts: (sample) =>
    [0.3, 0.7, 0.9, 0.96, 0.99].flatMap((p) =>
      [0.95, 0.88, 0.75, 0.4].flatMap((share) =>
        [0.2, 0.5, 0.8].map((up) => [levelOf(sample, sample.variance * (1 - p), p), p, share, up]),
      ),
    ),
  decode(sample, point, theta) {
    const p = point[2] as number
    const share = point[3] as number
    const up = point[4] as number
    const shocks = 2 * p * (1 - share)
    theta[SLOT.omega] = interceptOf(sample, point[1] as number, p)
    theta[SLOT.alpha] = shocks * up
    theta[SLOT.gamma] = shocks * (1 - 2 * up)
    theta[SLOT.beta] = p * share
  },
  encode(sample, theta) {
    const p = linearPersistence(theta)
    const alpha = theta[SLOT.alpha] as number
    const shocks = 2 * alpha + (theta[SLOT.gamma] as number)
    const share = p > 0 ? (theta[SLOT.beta] as number) / p : 1
    return [levelOf(sample, theta[SLOT.omega] as number, p), p, share, shocks > 0 ? alpha / shocks : 0.5]
  },
  pullBack(sample, point, bySlot, byCoordinate) {
    const p = point[2] as number
    const share = point[3] as number
    const up = point[4] as number
    const byAlpha = bySlot[SLOT.alpha] as number
    const byGamma = bySlot[SLOT.gamma] as number
    const byBeta = bySlot[SLOT.beta] as number
    const byShocks = up * byAlpha + (1 - 2 * up) * byGamma
    byCoordinate[1] = interceptOf(sample, point[1] as number, p) * (bySlot[SLOT.omega] as number)
    byCoordinate[2] = share * byBeta + 2 * (1 - share) * byShocks - Math.exp(point[1] as number) * (bySlot[SLOT.omega] as number)
    byCoordinate[3] = p * (byBeta - 2 * byShocks)
    byCoordinate[4] = 2 * p * (1 - share) * (byAlpha - 2 * byGamma)
  },
}
