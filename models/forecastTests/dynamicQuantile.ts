import { InvalidParameterError } from '../errors.js'
import { chiSquaredSurvival } from '../statistics/gamma.js'
import { requireFinite, requireProbability, requireSameLength } from '../statistics/require.js'
import { countViolations, type CoverageSample, type TestResult } from './coverageSample.js'

// A regressor of which less than this share is new is a combination of the others.
const COLLINEAR = 1e-8

/**
 * Test whether violations could have been foreseen from earlier ones or from the forecast itself.
 *
 * The centred marks are projected on a constant, their own `lags` last values and the value at risk of the day. Departure: a regressor
 * that is a combination of the others (a value at risk that never changes, say) is left out, and with it a degree of freedom.
 *
 * @param sample - n observations, n at least 2 lags + 4.
 * @param lags - earlier marks that are regressors, a whole number of at least 0.
 * @throws {SeriesTooShortError} when there are fewer observations.
 * @throws {MisalignedSeriesError} when violations and values at risk differ in number.
 * @throws {InvalidSeriesValueError} when a mark is neither 0 nor 1 or a value at risk is not finite.
 * @throws {InvalidParameterError} when the probability or the lags are outside their range.
 * @source Engle and Manganelli, CAViaR, Journal of Business and Economic Statistics 22 (2004), theorem 5 (out of sample).
 */
export function dynamicQuantile(sample: CoverageSample, lags = 4): TestResult {
  const { violations, valueAtRisk, violationProbability } = sample
  requireProbability('violationProbability', violationProbability)
  if (!(Number.isSafeInteger(lags) && lags >= 0)) {
    throw new InvalidParameterError({ parameter: 'lags', value: lags, demand: 'a whole number of at least 0' })
  }
  requireSameLength({ violations, valueAtRisk })
  countViolations(violations, 2 * lags + 4)
  requireFinite('Value at risk', valueAtRisk)
  const marks = Float64Array.from(violations, (mark) => mark - violationProbability)
  const columns = [
    new Float64Array(marks.length - lags).fill(1),
    ...Array.from({ length: lags }, (_, lag) => marks.slice(lags - lag - 1, marks.length - lag - 1)),
    Float64Array.from(valueAtRisk).subarray(lags),
  ]
  const explained = projection(marks.subarray(lags), columns)
  const statistic = explained.squaredLength / (violationProbability * (1 - violationProbability))
  return { statistic, degreesOfFreedom: explained.rank, pValue: chiSquaredSurvival(statistic, explained.rank) }
}

/** Squared length of y's projection on the columns' span, by Gram-Schmidt, each column orthogonalised twice. */
function projection(y: Float64Array, columns: readonly Float64Array[]): { squaredLength: number; rank: number } {
  const basis: Float64Array[] = []
  let squaredLength = 0
  for (const column of columns) {
    const largest = column.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    if (largest === 0) continue
    let rest = column.map((value) => value / largest)
    const before = Math.sqrt(dot(rest, rest))
    for (const unit of [...basis, ...basis]) {
      const share = dot(unit, rest)
      rest = rest.map((value, t) => value - share * (unit[t] as number))
    }
    const after = Math.sqrt(dot(rest, rest))
    if (after <= COLLINEAR * before) continue
    const unit = rest.map((value) => value / after)
    basis.push(unit)
    squaredLength += dot(unit, y) ** 2
  }
  return { squaredLength, rank: basis.length }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let t = 0; t < a.length; t++) sum += (a[t] as number) * (b[t] as number)
  return sum
}
