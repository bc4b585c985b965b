import { logGamma } from './logGamma.js'

/**
 * Compute the logarithm of the density of Student's t with unit scale (its variance is nu / (nu - 2)).
 *
 * @param x - finite.
 * @param degreesOfFreedom - nu, positive and finite.
 * @throws {InvalidParameterError} when nu is outside that range.
 */
export function studentTLogDensity(x: number, degreesOfFreedom: number): number {
  const nu = degreesOfFreedom
  const scaled = Math.abs(x) / Math.sqrt(nu)
  // Beyond 1e150 the square overflows, and log(1 + s^2) is 2 log s to all digits.
  const log = scaled > 1e150 ? 2 * Math.log(scaled) : Math.log1p(scaled * scaled)
  return logGamma(0.5 * (nu + 1)) - logGamma(0.5 * nu) - 0.5 * Math.log(Math.PI * nu) - 0.5 * (nu + 1) * log
}
