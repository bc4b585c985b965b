import { InvalidParameterError } from '../returns/invalidParameterError.js'
import { normalQuantile } from './normalQuantile.js'
import { studentTCdf } from './studentTCdf.js'
import { studentTLogDensity } from './studentTLogDensity.js'

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
