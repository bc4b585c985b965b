import { DegenerateSeriesError, InvalidParameterError } from '../errors.js'
import { brentMinimise } from '../statistics/brentMinimise.js'
import { requireFinite, requireProbability } from '../statistics/require.js'
import { studentTLogDensity, studentTQuantile } from '../statistics/studentT.js'
import type { TailModel } from './tailModel.js'

const FEWEST_DEGREES = 2.05
const MOST_DEGREES = 500

/**
 * Fit the degrees of freedom of Student's t with unit variance by maximum likelihood.
 *
 * @param residuals - n >= 10 standardised residuals; their own mean and variance are not fitted.
 * @returns nu from 2.05 to 500; at 500 the residuals are normal to any test.
 * @throws {SeriesTooShortError} when there are fewer than ten.
 * @throws {InvalidSeriesValueError} when one is not finite.
 * @throws {DegenerateSeriesError} when all are zero.
 */
export function fitStudentT(residuals: ArrayLike<number>): number {
  requireFinite('Residuals', residuals, 10)
  const values = Float64Array.from(residuals)
  if (values.every((value) => value === 0)) {
    throw new DegenerateSeriesError({ what: "Student's t", reason: 'all residuals are zero' })
  }
  const { point } = brentMinimise({
    what: "Student's t likelihood",
    lower: Math.log(FEWEST_DEGREES - 2),
    upper: Math.log(MOST_DEGREES - 2),
    evaluate(x) {
      const nu = 2 + Math.exp(x)
      const unit = Math.sqrt(nu / (nu - 2))
      // The constant of the density is one of all terms: computed once.
      const constant = studentTLogDensity(0, nu) + Math.log(unit)
      let sum = 0
      for (const value of values) {
        const ratio = Math.abs(value) / Math.sqrt(nu - 2)
        sum += ratio > 1e150 ? 2 * Math.log(ratio) : Math.log1p(ratio * ratio)
      }
      return 0.5 * (nu + 1) * sum - values.length * constant
    },
  })
  return 2 + Math.exp(point)
}

/**
 * Give the tail of Student's t scaled to unit variance.
 *
 * @param degreesOfFreedom - nu, above 2 and finite, not necessarily whole.
 * @throws {InvalidParameterError} when nu is not above 2.
 * @source McNeil, Frey and Embrechts, Quantitative Risk Management, 2nd ed. (2015), example 2.15.
 * @example studentTTail(4).expectedShortfall(0.99) // 3.69151048568…
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
