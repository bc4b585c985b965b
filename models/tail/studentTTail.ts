import { studentTLogDensity } from '../distributions/studentTLogDensity.js'
import { studentTQuantile } from '../distributions/studentTQuantile.js'
import { InvalidParameterError } from '../returns/invalidParameterError.js'
import { requireProbability } from '../returns/requireProbability.js'
import type { TailModel } from './tailModel.js'

/**
 * Give the tail of Student's t scaled to unit variance.
 *
 * @param degreesOfFreedom - nu, above 2 and finite, not necessarily whole.
 * @throws {InvalidParameterError} when nu is not above 2.
 * @source McNeil, Frey and Embrechts, Quantitative Risk Management, 2nd ed. (2015), example 2.15.
 * @example studentTTail(4).expectedShortfall(0.99) // 3.691510485681…
 */
export function studentTTail(degreesOfFreedom: number): TailModel {
  const nu = degreesOfFreedom
  if (!(nu > 2 && nu < Infinity)) {
    throw new InvalidParameterError({ parameter: 'degreesOfFreedom', value: nu, demand: 'above 2 and finite' })
  }
  const unit = Math.sqrt((nu - 2) / nu)
  const quantileAt = (p: number) => {
    requireProbability('p', p)
    return studentTQuantile(1 - p, nu)
  }
  return {
    valueAtRisk: (p) => -unit * quantileAt(p),
    expectedShortfall(p) {
      const t = quantileAt(p)
      return ((unit * Math.exp(studentTLogDensity(t, nu))) / (1 - p)) * ((nu + t * t) / (nu - 1))
    },
  }
}
