import { InvalidParameterError } from '../returns/invalidParameterError.js'
import { incompleteGamma } from './incompleteGamma.js'

/**
 * Compute the probability that a standard normal number is at most z, with full relative accuracy in the lower tail.
 *
 * @param z - any number, infinities included.
 * @throws {InvalidParameterError} when z is NaN.
 * @source Abramowitz and Stegun (1964), 26.4.19: the normal tail is half the incomplete gamma function of shape 1/2 at z^2 / 2.
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) throw new InvalidParameterError({ parameter: 'z', value: z, demand: 'a number' })
  const { lower, upper } = incompleteGamma(0.5, 0.5 * z * z)
  return z < 0 ? 0.5 * upper : 0.5 + 0.5 * lower
}
