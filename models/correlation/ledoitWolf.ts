import { DegenerateSeriesError } from '../returns/degenerateSeriesError.js'
import { centred, momentMatrix } from './momentMatrix.js'
import { scaledColumns } from './scaledColumns.js'

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
