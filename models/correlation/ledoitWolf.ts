import { DegenerateSeriesError } from '../errors.js'
import { centred, momentMatrix, scaledColumns, varyingColumns } from './correlationOf.js'

/** A covariance matrix shrunk toward a target. */
export interface ShrunkCovariance {
  /** k rows of k covariances, with n in the denominator; positive definite unless nothing varies. */
  readonly covariance: Float64Array[]
  /** Weight of the target, from 0 to 1. */
  readonly shrinkage: number
}

/**
 * Shrink a covariance matrix toward the identity times the mean variance, by the weight of lowest expected error.
 *
 * Columns are demeaned. The weight depends on the columns' relative units: standardise them first to shrink a correlation.
 *
 * @param columns - k columns of n >= 2 values each, aligned in time. No column gives no row.
 * @throws as `scaledColumns`, and {DegenerateSeriesError} when no column varies, or a covariance is too large or small for a float64.
 * @source Ledoit and Wolf, A Well-Conditioned Estimator for Large-Dimensional Covariance Matrices, Journal of Multivariate Analysis 88
 * (2004); the sample formulas are those of scikit-learn's LedoitWolf.
 * @example
 * import { ledoitWolf } from 'plimsoll/models'
 *
 * const eth = [0.01, -0.02, 0.03, -0.01, 0.02]
 * const btc = [0.008, -0.021, 0.031, -0.008, 0.021]
 * ledoitWolf([eth, btc]).shrinkage.toFixed(4) // '0.2242'
 */
export function ledoitWolf(columns: readonly ArrayLike<number>[]): ShrunkCovariance {
  const { columns: scaled, units } = scaledColumns(columns, 2)
  const k = scaled.length
  if (k === 0) return { covariance: [], shrinkage: 0 }
  // One unit for all columns: the target adds their variances.
  const unit = Math.max(...units)
  const x = scaled.map((column, i) => centred(column).map((value) => value * ((units[i] as number) / unit)))
  const sample = momentMatrix(x, false)
  const n = (x[0] as Float64Array).length
  const mean = sample.reduce((sum, row, i) => sum + (row[i] as number), 0) / k
  if (!(mean > 0)) throw new DegenerateSeriesError({ what: 'The shrunk covariance', reason: 'no column varies' })
  const squares = x.map((column) => column.map((value) => value * value))
  const sampleSquares = sumOfSquares(sample)
  const fourth = momentMatrix(squares, false).reduce((sum, row) => sum + row.reduce((part, value) => part + value, 0), 0)
  const error = (fourth - sampleSquares) / n / k
  const spread = (sampleSquares - k * mean * mean) / k
  const shrinkage = error <= 0 ? 0 : Math.min(error, spread) / spread
  const weight = spread > 0 ? Math.max(0, Math.min(1, shrinkage)) : 0
  const covariance = sample.map((row, i) =>
    row.map((value, j) => ((1 - weight) * value + (i === j ? weight * mean : 0)) * unit * unit),
  )
  if (!covariance.every((row, i) => row.every(Number.isFinite) && (row[i] as number) > 0)) {
    throw new DegenerateSeriesError({ what: 'The shrunk covariance', reason: 'a variance is zero or not a float64' })
  }
  return { covariance, shrinkage: weight }
}

function sumOfSquares(matrix: readonly Float64Array[]): number {
  return matrix.reduce((sum, row) => sum + row.reduce((part, value) => part + value * value, 0), 0)
}

/**
 * Shrink a correlation matrix toward one in which all pairs have the mean correlation, by the weight of lowest expected error.
 *
 * The columns are standardised first, so the unit of no asset matters and the result is a correlation matrix: with n in the denominator
 * the standardised sample covariance is the sample correlation, and the target keeps its diagonal.
 *
 * @param columns - k columns of n >= 2 values each, aligned in time. No column gives no row; one gives a 1.
 * @returns correlations in `covariance`: exactly symmetric, 1 on the diagonal.
 * @throws as `scaledColumns`, and {DegenerateSeriesError} when a column does not vary.
 * @source Ledoit and Wolf, Honey, I Shrunk the Sample Covariance Matrix, Journal of Portfolio Management 30 (2004), appendices A and B.
 */
export function ledoitWolfConstantCorrelation(columns: readonly ArrayLike<number>[]): ShrunkCovariance {
  const x = varyingColumns(columns, 2)
  const k = x.length
  if (k < 2) return { covariance: x.map(() => Float64Array.of(1)), shrinkage: 0 }
  const n = (x[0] as Float64Array).length
  const sample = momentMatrix(x, false)
  let total = 0
  for (const [i, row] of sample.entries()) for (let j = 0; j < i; j++) total += row[j] as number
  const mean = (2 * total) / (k * (k - 1))
  let pi = 0
  let rho = 0
  let gamma = 0
  for (const [i, a] of x.entries()) {
    for (const [j, b] of x.entries()) {
      const s = sample[i]?.[j] as number
      let variance = 0
      let crossed = 0
      for (let t = 0; t < n; t++) {
        const p = a[t] as number
        const deviation = p * (b[t] as number) - s
        variance += deviation * deviation
        // Covariance of the entry with the variance of its row's column; unit variances make the weights 1.
        crossed += (p * p - 1) * deviation
      }
      pi += variance / n
      rho += i === j ? variance / n : (mean * crossed) / n
      gamma += i === j ? 0 : (s - mean) ** 2
    }
  }
  const shrinkage = gamma > 1e-28 ? Math.max(0, Math.min(1, (pi - rho) / gamma / n)) : 0
  const covariance = sample.map((row, i) =>
    row.map((value, j) => (i === j ? 1 : Math.max(-1, Math.min(1, shrinkage * mean + (1 - shrinkage) * value)))),
  )
  return { covariance, shrinkage }
}
