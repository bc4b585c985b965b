import { InvalidParameterError } from '../returns/invalidParameterError.js'
import { incompleteBeta } from './incompleteBeta.js'

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
