import { InvalidParameterError } from '../returns/invalidParameterError.js'
import { logGamma } from './logGamma.js'

const MAX_TERMS = 100_000
const TINY = 1e-300

/** The regularised incomplete gamma functions: two numbers that sum to 1, each accurate where the other is close to 1. */
export interface IncompleteGamma {
  readonly lower: number
  readonly upper: number
}

/**
 * Compute the regularised incomplete gamma functions P(a, x) and Q(a, x).
 *
 * A series below x = a + 1, a continued fraction (modified Lentz) above it.
 *
 * @param a - shape, positive and finite.
 * @param x - not negative; infinity is allowed.
 * @throws {InvalidParameterError} when a or x is outside those ranges.
 * @source Press, Teukolsky, Vetterling and Flannery, Numerical Recipes, 3rd ed. (2007), section 6.2.
 */
export function incompleteGamma(a: number, x: number): IncompleteGamma {
  if (!(a > 0 && a < Infinity)) throw new InvalidParameterError({ parameter: 'a', value: a, demand: 'positive and finite' })
  if (!(x >= 0)) throw new InvalidParameterError({ parameter: 'x', value: x, demand: 'not negative' })
  if (x === 0) return { lower: 0, upper: 1 }
  if (x === Infinity) return { lower: 1, upper: 0 }
  const factor = Math.exp(a * Math.log(x) - x - logGamma(a))
  if (x < a + 1) {
    const lower = Math.min(1, factor * series(a, x))
    return { lower, upper: 1 - lower }
  }
  const upper = Math.min(1, factor * fraction(a, x))
  return { lower: 1 - upper, upper }
}

function series(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; n < MAX_TERMS && term > sum * 1e-17; n++) {
    term *= x / (a + n)
    sum += term
  }
  return sum
}

function fraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1 / TINY
  let d = 1 / b
  let result = d
  for (let n = 1; n < MAX_TERMS; n++) {
    const an = -n * (n - a)
    b += 2
    d = 1 / (an * d + b || TINY)
    c = b + an / c || TINY
    result *= d * c
    if (Math.abs(d * c - 1) < Number.EPSILON) break
  }
  return result
}
