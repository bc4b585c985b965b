import { InvalidParameterError } from '../errors.js'
import { normalDensity, normalQuantile } from '../statistics/normal.js'
import { requireProbability } from '../statistics/require.js'
import type { TailModel } from './tailModel.js'

/**
 * Bend the normal tail by skewness and kurtosis (third-order Cornish-Fisher expansion), for zero mean and unit variance.
 *
 * The expected shortfall is the mean of the same expansion over the tail, in closed form. Where the expansion is not monotone in the
 * tail, its quantiles would cross: that is an error, not a number.
 *
 * @param skewness - finite; negative when losses are the longer tail.
 * @param excessKurtosis - finite; 0 for the normal.
 * @throws {InvalidParameterError} when either is not finite; by the model, when the expansion turns back somewhere beyond p.
 * @source Cornish and Fisher, Moments and Cumulants in the Specification of Distributions, Revue de l'Institut International de
 * Statistique 5 (1938); Maillard, A User's Guide to the Cornish Fisher Expansion (2012), for the domain, here of the tail only.
 * @example
 * import { cornishFisher } from 'plimsoll/models'
 *
 * -cornishFisher(-0.5, 3).valueAtRisk(0.99) // -3.30128449218…
 */
export function cornishFisher(skewness: number, excessKurtosis: number): TailModel {
  for (const [parameter, value] of Object.entries({ skewness, excessKurtosis })) {
    if (!Number.isFinite(value)) throw new InvalidParameterError({ parameter, value, demand: 'finite' })
  }
  const s = skewness
  const k = excessKurtosis
  const quantileAt = (p: number) => {
    requireProbability('p', p)
    const z = normalQuantile(1 - p)
    requireMonotone(s, k, z, p)
    return z
  }
  return {
    valueAtRisk(p) {
      const z = quantileAt(p)
      const z2 = z * z
      return -(z + ((z2 - 1) * s) / 6 + ((z2 - 3) * z * k) / 24 - ((2 * z2 - 5) * z * s * s) / 36)
    },
    expectedShortfall(p) {
      const z = quantileAt(p)
      const z2 = z * z
      const factor = 1 + (z * s) / 6 + ((z2 - 1) * k) / 24 - ((2 * z2 - 1) * s * s) / 36
      return (normalDensity(z) / (1 - p)) * factor
    },
  }
}

/** Check that the expansion's slope, a quadratic in z, is positive from minus infinity to the quantile. */
function requireMonotone(s: number, k: number, z: number, p: number): void {
  const square = k / 8 - (s * s) / 6
  const linear = s / 3
  const constant = 1 - k / 8 + (5 * s * s) / 36
  const slopeAt = (x: number) => (square * x + linear) * x + constant
  const vertex = square > 0 ? Math.min(z, -linear / (2 * square)) : z
  const isRising = square > 0 || (square === 0 && linear <= 0)
  if (!(isRising && slopeAt(vertex) > 0 && slopeAt(z) > 0)) {
    throw new InvalidParameterError({
      parameter: 'p',
      value: p,
      demand: `where the expansion with skewness ${s} and excess kurtosis ${k} is monotone`,
    })
  }
}
