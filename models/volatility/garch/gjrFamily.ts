import { garchFamily } from './garchFamily.js'
import { SLOT } from './garchParameters.js'
import { PERSISTENCE_LIMIT } from './garchSpec.js'
import { interceptOf, levelOf, linearPersistence } from './linearVariance.js'
import type { VarianceFamily } from './varianceFamily.js'

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
