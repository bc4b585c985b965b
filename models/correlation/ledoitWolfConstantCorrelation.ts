import type { ShrunkCovariance } from './ledoitWolf.js'
import { momentMatrix } from './momentMatrix.js'
import { varyingColumns } from './sampleCorrelation.js'

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
