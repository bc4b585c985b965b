import { InvalidParameterError } from '../returns/invalidParameterError.js'

/** From here on the asymptotic series below is exact to working precision. */
const ASYMPTOTIC_FROM = 10

/**
 * Compute the digamma function, the derivative of `logGamma`.
 *
 * @param x - positive and finite.
 * @returns psi(x), within 2e-15 of max(1, |psi(x)|) for x of at least 0.5.
 * @throws {InvalidParameterError} when x is not positive and finite.
 * @source Abramowitz and Stegun, Handbook of Mathematical Functions (1964), equations 6.3.5 (recurrence) and 6.3.18 (asymptotic series).
 */
export function digamma(x: number): number {
  if (!(x > 0 && x < Infinity)) throw new InvalidParameterError({ parameter: 'x', value: x, demand: 'positive and finite' })
  let shifted = x
  let sum = 0
  while (shifted < ASYMPTOTIC_FROM) {
    sum -= 1 / shifted
    shifted += 1
  }
  const u = 1 / (shifted * shifted)
  const series = u * (1 / 12 - u * (1 / 120 - u * (1 / 252 - u * (1 / 240 - u * (1 / 132 - u * (691 / 32760 - u / 12))))))
  return sum + Math.log(shifted) - 0.5 / shifted - series
}
