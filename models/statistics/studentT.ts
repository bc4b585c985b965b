import { InvalidParameterError } from '../errors.js'
import { logGamma } from './gamma.js'
import { incompleteBeta } from './incompleteBeta.js'
import { normalQuantile } from './normal.js'

const MAX_STEPS = 100
/** Newton's method squares its error: after a relative step this small the rest is rounding. */
const SETTLED = 1e-9

/**
 * Compute the quantile of Student's t of unit scale: multiply by sqrt((nu - 2) / nu) for unit variance.
 *
 * Closed forms for nu = 1 and 2; otherwise Newton's method, on log F over log |x| in the tail, where that curve is nearly a straight line,
 * and on F in the centre.
 *
 * @param p - probability strictly between 0 and 1.
 * @param degreesOfFreedom - nu, positive and finite, not necessarily whole.
 * @throws {InvalidParameterError} when p or nu is outside its range, or the quantile exceeds the largest float64.
 */
export function studentTQuantile(p: number, degreesOfFreedom: number): number {
  const nu = degreesOfFreedom
  if (!(p > 0 && p < 1)) throw new InvalidParameterError({ parameter: 'p', value: p, demand: 'strictly between 0 and 1' })
  if (!(nu > 0 && nu < Infinity)) {
    throw new InvalidParameterError({ parameter: 'degreesOfFreedom', value: nu, demand: 'positive and finite' })
  }
  if (p > 0.5) return -studentTQuantile(1 - p, nu)
  const x = nu === 1 ? -1 / Math.tan(Math.PI * p) : nu === 2 ? (2 * p - 1) / Math.sqrt(2 * p * (1 - p)) : search(p, nu)
  if (!Number.isFinite(x)) {
    throw new InvalidParameterError({
      parameter: 'degreesOfFreedom',
      value: nu,
      demand: `larger: its ${p}-quantile is not finite`,
    })
  }
  return p === 0.5 ? 0 : x
}

function search(p: number, nu: number): number {
  const z = normalQuantile(p)
  // The two regimes of the quantile: the expansion about the normal, and the power law F ~ C |x|^-nu.
  let x = z - (z - z ** 3) / (4 * nu)
  if (p < 0.05 && nu < 50) x = -Math.sqrt(nu) * Math.exp((studentTLogDensity(0, nu) - Math.log(p * Math.sqrt(nu))) / nu)
  if (p > 0.25) {
    for (let step = 0; step < MAX_STEPS; step++) {
      const change = (studentTCdf(x, nu) - p) / Math.exp(studentTLogDensity(x, nu))
      x = Math.max(2 * x - 1, Math.min(0, x - change))
      if (Math.abs(change) <= SETTLED * Math.abs(x)) break
    }
    return x
  }
  let size = Math.log(-x)
  for (let step = 0; step < MAX_STEPS; step++) {
    const value = -Math.exp(size)
    const cdf = studentTCdf(value, nu)
    const change = (cdf * Math.log(cdf / p)) / Math.exp(studentTLogDensity(value, nu) + size)
    if (!Number.isFinite(change)) break
    size += Math.max(-2, Math.min(2, change))
    if (Math.abs(change) < SETTLED) break
  }
  return -Math.exp(size)
}

/**
 * Compute the probability that a Student's t number of unit scale is at most x, with full relative accuracy in the lower tail.
 *
 * @param x - any number, infinities included.
 * @param degreesOfFreedom - nu, positive and finite, not necessarily whole.
 * @throws {InvalidParameterError} when x is NaN or nu is outside that range.
 * @source Abramowitz and Stegun (1964), 26.7.1 with 26.5.27.
 */
export function studentTCdf(x: number, degreesOfFreedom: number): number {
  const nu = degreesOfFreedom
  if (Number.isNaN(x)) throw new InvalidParameterError({ parameter: 'x', value: x, demand: 'a number' })
  if (!(nu > 0 && nu < Infinity)) {
    throw new InvalidParameterError({ parameter: 'degreesOfFreedom', value: nu, demand: 'positive and finite' })
  }
  // Written so that neither of the two parts of 1 overflows or cancels.
  const ratio = x / Math.sqrt(nu)
  const square = ratio * ratio
  const far = 1 / (1 + square)
  const near = 1 / (1 + 1 / square)
  const tail = 0.5 * incompleteBeta(0.5 * nu, 0.5, far, near)
  return x < 0 ? tail : 1 - tail
}

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
