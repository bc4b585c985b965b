import { gammaSource } from '../statistics/gamma.js'
import { studentTCdf } from '../statistics/studentT.js'
import { InvalidParameterError } from '../errors.js'
import { choleskyLower } from '../scenarios/choleskyLower.js'
import { normalSource } from '../scenarios/zigguratNormals.js'
import { requireSymmetric } from './symmetricEigen.js'

/**
 * Draw from a t copula: numbers that are uniform one by one and crash together. One seed, one sample.
 *
 * @param correlation - k rows of k, positive semi-definite, 1 on the diagonal.
 * @param degreesOfFreedom - nu, positive and finite, not necessarily whole.
 * @param count - draws, a whole number of at least 0.
 * @returns k columns of `count` numbers strictly between 0 and 1.
 * @throws {InvalidMatrixError} when the correlation is not square, symmetric and finite.
 * @throws {NotPositiveSemidefiniteError} when it is no correlation matrix.
 * @throws {InvalidParameterError} when nu or the count is outside its range.
 * @source McNeil, Frey and Embrechts, Quantitative Risk Management, 2nd ed. (2015), algorithm 7.11.
 */
export function sampleTCopula({
  correlation,
  degreesOfFreedom,
  count,
  seed,
}: {
  correlation: readonly ArrayLike<number>[]
  degreesOfFreedom: number
  count: number
  seed: number
}): Float64Array[] {
  const nu = degreesOfFreedom
  if (!(nu > 0 && nu < Infinity)) {
    throw new InvalidParameterError({ parameter: 'degreesOfFreedom', value: nu, demand: 'positive and finite' })
  }
  if (!(Number.isSafeInteger(count) && count >= 0)) {
    throw new InvalidParameterError({ parameter: 'count', value: count, demand: 'a whole number of at least 0' })
  }
  const lower = choleskyLower(requireSymmetric(correlation))
  const normal = normalSource(seed)
  const gamma = gammaSource(0.5 * nu, seed + 1)
  const columns = lower.map(() => new Float64Array(count))
  const z = new Float64Array(lower.length)
  for (let t = 0; t < count; t++) {
    for (let i = 0; i < z.length; i++) z[i] = normal()
    const mixing = Math.sqrt((0.5 * nu) / Math.max(Number.MIN_VALUE, gamma()))
    for (const [i, row] of lower.entries()) {
      let x = 0
      for (let j = 0; j <= i; j++) x += (row[j] as number) * (z[j] as number)
      const u = studentTCdf(Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, x * mixing)), nu)
      // Open at both ends, so that every quantile function takes it.
      ;(columns[i] as Float64Array)[t] = Math.min(1 - Number.EPSILON / 2, Math.max(Number.MIN_VALUE, u))
    }
  }
  return columns
}
