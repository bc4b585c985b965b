import { DegenerateSeriesError, InvalidParameterError } from '../errors.js'
import { minimiseFromEach } from '../statistics/minimise.js'
import type { CorrelationModel } from './correlationModel.js'
import { correlationOf, momentMatrix, scaledColumns } from './correlationOf.js'
import { type DccData, dccRecursion } from './dccRecursion.js'
import { requireSteps } from './staticCorrelation.js'
import { symmetricEigen } from './symmetricEigen.js'

/** Rows that a fit needs: fewer say nothing about dynamics. */
const FEWEST = 30
const MOST_PERSISTENT = 0.999999
/** Dynamics weaker than this are none. The search stays above it, where the likelihood is not flat. */
const LEAST = 1e-4
/** Smallest eigenvalue of the target, relative to 1, below which columns are one another's combination. */
const SINGULAR = 1e-10
/** Starting points: persistence, and the share of it that is alpha. The search goes from each, since short samples have several maxima. */
const STARTS = [
  [0.99, 0.02],
  [0.97, 0.05],
  [0.9, 0.1],
  [0.7, 0.2],
  [0.3, 0.5],
] as const

/** A fitted DCC(1,1). */
export interface DynamicConditionalCorrelation extends CorrelationModel {
  /** Weight of the last residuals' products; 0 together with beta where constant correlation is as likely. */
  readonly alpha: number
  /** Weight of the last Q; alpha + beta is below 1. */
  readonly beta: number
  /** Second-step log likelihood: of the correlations alone; 0 for uncorrelated columns. */
  readonly logLikelihood: number
  /** Correlations that the forecast returns to. */
  readonly longRun: Float64Array[]
  /** Correlations of each observation of the sample, known before it: element t holds k rows of k. */
  path(): Float64Array[][]
}

/**
 * Fit Engle's DCC(1,1) to standardised residuals: the second step, with correlation targeting.
 *
 * Departure: the residuals are scaled to mean square 1 first, so that the fit does not depend on their unit. Alpha and beta are not
 * negative and alpha + beta is below 1 (at most 0.999999).
 *
 * @param residuals - k >= 1 columns of n >= 30 returns divided by the volatility known before them, aligned in time.
 * @returns forecasts for s steps: (alpha + beta)^(s - 1) of the next correlations and the rest of the long-run ones.
 * @throws as `scaledColumns`, and {DegenerateSeriesError} when columns are perfectly correlated.
 * @throws {NotConvergedError} when no start of the search converges.
 * @source Engle, Dynamic Conditional Correlation, Journal of Business and Economic Statistics 20 (2002); Engle and Sheppard, Theoretical
 * and Empirical Properties of DCC Multivariate GARCH, NBER 8554 (2001), section 5, for the forecasts.
 */
export function dynamicConditionalCorrelation(residuals: readonly ArrayLike<number>[]): DynamicConditionalCorrelation {
  const data = dccData(residuals)
  if (residuals.length < 2) return dccModel(data, 0, 0)
  const none = dccRecursion(data, 0, 0).logLikelihood
  const { point, value } = minimiseFromEach(STARTS, {
    what: 'The DCC likelihood',
    lower: [LEAST, LEAST],
    upper: [MOST_PERSISTENT, 1],
    evaluate(at, gradient) {
      const persistence = at[0] as number
      const share = at[1] as number
      const { logLikelihood, slopes } = dccRecursion(data, persistence * share, persistence * (1 - share))
      gradient[0] = -(share * slopes[0] + (1 - share) * slopes[1])
      gradient[1] = -persistence * (slopes[0] - slopes[1])
      return -logLikelihood
    },
  })
  const persistence = point[0] as number
  const share = point[1] as number
  // At the edge of the search the dynamics are none, and a hair of likelihood is rounding.
  const isDynamic = persistence > LEAST && share > LEAST && -value > none + 1e-9 * Math.abs(none)
  return isDynamic ? dccModel(data, persistence * share, persistence * (1 - share)) : dccModel(data, 0, 0)
}

/**
 * Run DCC(1,1) with given parameters over standardised residuals.
 *
 * @throws as `dynamicConditionalCorrelation`, and {InvalidParameterError} when alpha or beta is negative or their sum not below 1.
 */
export function filterDcc({
  residuals,
  alpha,
  beta,
}: {
  residuals: readonly ArrayLike<number>[]
  alpha: number
  beta: number
}): DynamicConditionalCorrelation {
  if (!(alpha >= 0 && alpha < 1))
    throw new InvalidParameterError({ parameter: 'alpha', value: alpha, demand: 'from 0 to below 1' })
  if (!(beta >= 0 && alpha + beta < 1)) {
    throw new InvalidParameterError({ parameter: 'beta', value: beta, demand: `from 0 to below ${1 - alpha}` })
  }
  return dccModel(dccData(residuals), alpha, beta)
}

function dccData(residuals: readonly ArrayLike<number>[]): DccData {
  const columns = scaledColumns(residuals, FEWEST).columns.map((column) => {
    const size = Math.sqrt(column.reduce((sum, value) => sum + value * value, 0) / column.length)
    return column.map((value) => value / size)
  })
  const target = momentMatrix(columns, false)
  if ((symmetricEigen(target).values[0] ?? 1) < SINGULAR) {
    throw new DegenerateSeriesError({ what: 'The DCC model', reason: 'its columns are perfectly correlated' })
  }
  return { columns, target: Float64Array.from(target.flatMap((row) => [...row])) }
}

function dccModel(data: DccData, alpha: number, beta: number): DynamicConditionalCorrelation {
  const k = data.columns.length
  const correlations = (q: Float64Array) => correlationOf(data.columns.map((_, i) => q.slice(i * k, (i + 1) * k)))
  const { logLikelihood, next } = k === 0 ? { logLikelihood: 0, next: new Float64Array(0) } : dccRecursion(data, alpha, beta)
  const longRun = correlations(data.target)
  const nearest = correlations(next)
  return {
    alpha,
    beta,
    logLikelihood,
    longRun,
    forecast(steps = 1) {
      requireSteps(steps)
      const weight = (alpha + beta) ** (steps - 1)
      return nearest.map((row, i) =>
        row.map((value, j) => (i === j ? 1 : weight * value + (1 - weight) * (longRun[i]?.[j] as number))),
      )
    },
    path() {
      const path: Float64Array[][] = []
      if (k > 0) dccRecursion(data, alpha, beta, (_, q) => path.push(correlations(q)))
      return path
    },
  }
}
