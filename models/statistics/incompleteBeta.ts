import { InvalidParameterError } from '../errors.js'
import { logGamma } from './gamma.js'

const MAX_TERMS = 100_000
const TINY = 1e-300

/**
 * Compute the regularised incomplete beta function I_x(a, b).
 *
 * @param a - positive and finite.
 * @param b - positive and finite.
 * @param x - from 0 to 1.
 * @param complement - 1 - x, where the caller knows it better than the subtraction does.
 * @throws {InvalidParameterError} when an argument is outside those ranges.
 * @source Press, Teukolsky, Vetterling and Flannery, Numerical Recipes, 3rd ed. (2007), section 6.4 (modified Lentz).
 */
export function incompleteBeta(a: number, b: number, x: number, complement = 1 - x): number {
  if (!(a > 0 && a < Infinity)) throw new InvalidParameterError({ parameter: 'a', value: a, demand: 'positive and finite' })
  if (!(b > 0 && b < Infinity)) throw new InvalidParameterError({ parameter: 'b', value: b, demand: 'positive and finite' })
  if (!(x >= 0 && x <= 1)) throw new InvalidParameterError({ parameter: 'x', value: x, demand: 'from 0 to 1' })
  if (x === 0) return 0
  if (complement === 0) return 1
  // The fraction converges fast only on its side of the mean.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(b, a, complement, x)
  const logFactor = a * Math.log(x) + b * Math.log(complement) + logGamma(a + b) - logGamma(a) - logGamma(b)
  return Math.min(1, (Math.exp(logFactor) / a) * fraction(a, b, x))
}

function fraction(a: number, b: number, x: number): number {
  let c = 1
  let d = 1 / (1 - ((a + b) * x) / (a + 1) || TINY)
  let result = d
  for (let n = 1; n < MAX_TERMS; n++) {
    const even = (n * (b - n) * x) / ((a + 2 * n - 1) * (a + 2 * n))
    d = 1 / (1 + even * d || TINY)
    c = 1 + even / c || TINY
    result *= d * c
    const odd = (-(a + n) * (a + b + n) * x) / ((a + 2 * n) * (a + 2 * n + 1))
    d = 1 / (1 + odd * d || TINY)
    c = 1 + odd / c || TINY
    result *= d * c
    if (Math.abs(d * c - 1) < Number.EPSILON) break
  }
  return result
}
