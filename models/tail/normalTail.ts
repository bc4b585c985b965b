import { normalDensity } from '../distributions/normalDensity.js'
import { normalQuantile } from '../distributions/normalQuantile.js'
import { requireProbability } from '../returns/requireProbability.js'
import type { TailModel } from './tailModel.js'

/**
 * Give the tail of the standard normal distribution.
 *
 * @source McNeil, Frey and Embrechts, Quantitative Risk Management, 2nd ed. (2015), example 2.14.
 * @example normalTail().expectedShortfall(0.975) // 2.337802792201…
 */
export function normalTail(): TailModel {
  return {
    valueAtRisk: (p) => -normalQuantile(1 - checked(p)),
    expectedShortfall: (p) => normalDensity(normalQuantile(1 - checked(p))) / (1 - p),
  }
}

function checked(p: number): number {
  requireProbability('p', p)
  return p
}
