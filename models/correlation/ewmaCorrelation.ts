import {
  DegenerateSeriesError,
  InvalidParameterError,
  InvalidSeriesValueError,
  MisalignedSeriesError,
  SeriesTooShortError,
} from '../errors.js'

/**
 * Compute the exponentially weighted correlation matrix of returns, not demeaned.
 *
 * The weights lambda^(age) start from nothing: their common factor cancels in a correlation, so no starting covariance is assumed.
 * The matrix is a Gram matrix, hence positive semi-definite up to rounding.
 *
 * @param returns - k columns (assets) of n >= 2 returns each, aligned in time, ascending.
 * @param lambda - decay per observation, in (0, 1).
 * @returns k rows of k correlations in [-1, 1]: exactly symmetric, exactly 1 on the diagonal. No column gives no row.
 * @throws {InvalidParameterError} when lambda is outside (0, 1).
 * @throws {MisalignedSeriesError} when the columns differ in length.
 * @throws {SeriesTooShortError} when there are fewer than two observations.
 * @throws {InvalidSeriesValueError} when a return is not finite.
 * @throws {DegenerateSeriesError} when an asset's weighted variance is zero.
 * @source J.P. Morgan and Reuters, RiskMetrics Technical Document, 4th ed. (1996), section 5.2.
 * @example
 * import { ewmaCorrelation } from 'plimsoll/models'
 *
 * const eth = [0.01, -0.02, 0.03, -0.01]
 * const btc = [0.01, -0.01, 0.02, -0.01]
 * ewmaCorrelation([eth, btc], 0.97)[0]?.[1]?.toFixed(4) // '0.9762'
 */
export function ewmaCorrelation(returns: readonly ArrayLike<number>[], lambda: number): Float64Array[] {
  if (!(lambda > 0 && lambda < 1))
    throw new InvalidParameterError({ parameter: 'lambda', value: lambda, demand: 'between 0 and 1' })
  const k = returns.length
  if (k === 0) return []
  const n = (returns[0] as ArrayLike<number>).length
  if (n < 2) throw new SeriesTooShortError({ what: 'The EWMA correlation', observations: n, required: 2 })
  const columns = returns.map((column, asset) => standardised(column, asset, n))
  const covariance = columns.map((a, i) => Float64Array.from(columns.slice(0, i + 1), (b) => weightedProduct(a, b, lambda)))
  const deviations = covariance.map((row, i) => {
    const deviation = Math.sqrt(row[i] as number)
    if (!(deviation > 0))
      throw new DegenerateSeriesError({ what: 'The EWMA correlation', reason: `the returns of column ${i} are all zero` })
    return deviation
  })
  return columns.map((_, i) =>
    Float64Array.from(columns, (_, j) => {
      if (i === j) return 1
      const product = covariance[Math.max(i, j)]?.[Math.min(i, j)] as number
      return Math.max(-1, Math.min(1, product / ((deviations[i] as number) * (deviations[j] as number))))
    }),
  )
}

function weightedProduct(a: Float64Array, b: Float64Array, lambda: number): number {
  let sum = 0
  for (let t = 0; t < a.length; t++) sum = lambda * sum + (a[t] as number) * (b[t] as number)
  return sum
}

// Division by the largest return changes no correlation and keeps the squares from overflowing or vanishing.
function standardised(column: ArrayLike<number>, asset: number, n: number): Float64Array {
  if (column.length !== n) throw new MisalignedSeriesError(`column ${asset} has ${column.length} returns and column 0 has ${n}`)
  let largest = 0
  for (let index = 0; index < n; index++) {
    const value = column[index] as number
    if (!Number.isFinite(value))
      throw new InvalidSeriesValueError({ what: `Returns of column ${asset}`, index, value, demand: 'finite' })
    largest = Math.max(largest, Math.abs(value))
  }
  if (largest === 0)
    throw new DegenerateSeriesError({ what: 'The EWMA correlation', reason: `the returns of column ${asset} are all zero` })
  return Float64Array.from(column, (value) => value / largest)
}
