import { invertPositiveDefinite } from './symmetricEigen.js'

/** Standardised residuals in the form that the recursion reads. */
export interface DccData {
  /** k columns of n residuals. */
  readonly columns: readonly Float64Array[]
  /** Their moment matrix, k x k row by row: the level that Q returns to. */
  readonly target: Float64Array
}

/** What a pass of the recursion over the data yields. */
export interface DccPass {
  /** Second-step log likelihood: of the correlations alone. Minus infinity where a Q is not positive definite. */
  readonly logLikelihood: number
  /** Derivatives in alpha and beta. */
  readonly slopes: readonly [number, number]
  /** Q of the first period after the data, k x k row by row. */
  readonly next: Float64Array
}

/**
 * Run Q(t+1) = (1 - alpha - beta) S + alpha z(t) z(t)' + beta Q(t) from Q(1) = S, and sum the log likelihood of R(t), Q(t) scaled to a
 * unit diagonal, with its exact derivatives.
 *
 * Q itself is fed back, not R.
 *
 * @param onCorrelation - called with t and Q(t) (k x k, reused) before z(t) is seen.
 * @source Engle, Dynamic Conditional Correlation, Journal of Business and Economic Statistics 20 (2002), equations 24 to 26.
 */
export function dccRecursion(
  { columns, target }: DccData,
  alpha: number,
  beta: number,
  onCorrelation?: (t: number, q: Float64Array) => void,
): DccPass {
  const k = columns.length
  const n = (columns[0] as Float64Array).length
  const q = target.slice()
  const byAlpha = new Float64Array(k * k)
  const byBeta = new Float64Array(k * k)
  const inverse = new Float64Array(k * k)
  const z = new Float64Array(k)
  const v = new Float64Array(k)
  const w = new Float64Array(k)
  let sum = 0
  let slopeAlpha = 0
  let slopeBeta = 0
  for (let t = 0; t < n; t++) {
    onCorrelation?.(t, q)
    const logDeterminant = invertPositiveDefinite(q, k, inverse)
    if (Number.isNaN(logDeterminant)) return { logLikelihood: -Infinity, slopes: [0, 0], next: q }
    let minus = logDeterminant
    for (let i = 0; i < k; i++) {
      const variance = q[i * k + i] as number
      z[i] = (columns[i] as Float64Array)[t] as number
      v[i] = (z[i] as number) * Math.sqrt(variance)
      minus -= Math.log(variance) + (z[i] as number) ** 2
    }
    multiply(inverse, v, w)
    for (let i = 0; i < k; i++) {
      const wi = w[i] as number
      const vi = v[i] as number
      minus += wi * vi
      const own = (wi * vi - 1) / (q[i * k + i] as number)
      slopeAlpha -= 0.5 * own * (byAlpha[i * k + i] as number)
      slopeBeta -= 0.5 * own * (byBeta[i * k + i] as number)
      for (let j = 0; j < k; j++) {
        const weight = (inverse[i * k + j] as number) - wi * (w[j] as number)
        slopeAlpha -= 0.5 * weight * (byAlpha[i * k + j] as number)
        slopeBeta -= 0.5 * weight * (byBeta[i * k + j] as number)
      }
    }
    sum -= 0.5 * minus
    for (let i = 0; i < k; i++) {
      for (let j = 0; j < k; j++) {
        const at = i * k + j
        const level = target[at] as number
        const product = (z[i] as number) * (z[j] as number)
        const old = q[at] as number
        byAlpha[at] = product - level + beta * (byAlpha[at] as number)
        byBeta[at] = old - level + beta * (byBeta[at] as number)
        q[at] = (1 - alpha - beta) * level + alpha * product + beta * old
      }
    }
  }
  return { logLikelihood: sum, slopes: [slopeAlpha, slopeBeta], next: q }
}

function multiply(matrix: Float64Array, vector: Float64Array, product: Float64Array): void {
  const k = vector.length
  for (let i = 0; i < k; i++) {
    let sum = 0
    for (let j = 0; j < k; j++) sum += (matrix[i * k + j] as number) * (vector[j] as number)
    product[i] = sum
  }
}
