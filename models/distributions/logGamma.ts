import { InvalidParameterError } from '../returns/invalidParameterError.js'

const SHIFT = 607 / 128
const HALF_LOG_TWO_PI = 0.9189385332046727

const COEFFICIENTS = [
  0.9999999999999971, 57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202, 3.399464998481189e-5,
  4.652362892704858e-5, -9.837447530487956e-5, 0.0001580887032249125, -0.00021026444172410488, 0.00021743961811521265,
  -0.0001643181065367639, 8.441822398385275e-5, -2.6190838401581408e-5, 3.6899182659531625e-6,
] as const

/**
 * Compute the logarithm of the gamma function.
 *
 * @param x - positive and finite.
 * @returns ln Gamma(x), within 4e-15 of max(1, |ln Gamma(x)|).
 * @throws {InvalidParameterError} when x is not positive and finite.
 * @source Lanczos, A Precision Approximation of the Gamma Function, SIAM Journal on Numerical Analysis B 1 (1964); the coefficients for
 * g = 607/128 with 15 terms are those of Godfrey, A Note on the Computation of the Convergent Lanczos Gamma Approximation (2001).
 */
export function logGamma(x: number): number {
  if (!(x > 0 && x < Infinity)) throw new InvalidParameterError({ parameter: 'x', value: x, demand: 'positive and finite' })
  if (x < 0.5) return logGamma(x + 1) - Math.log(x)
  const y = x - 1
  let sum: number = COEFFICIENTS[0]
  for (let k = 1; k < COEFFICIENTS.length; k++) sum += (COEFFICIENTS[k] as number) / (y + k)
  const t = y + SHIFT + 0.5
  return (y + 0.5) * Math.log(t) - t + HALF_LOG_TWO_PI + Math.log(sum)
}
