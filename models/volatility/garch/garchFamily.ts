import { garchGradient } from './garchGradient.js'
import { garchLogLikelihood } from './garchLogLikelihood.js'
import { SLOT } from './garchParameters.js'
import { PERSISTENCE_LIMIT } from './garchSpec.js'
import { filterLinear, forecastLinear, interceptOf, levelOf, linearPersistence } from './linearVariance.js'
import type { VarianceFamily } from './varianceFamily.js'

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
