// @ts-expect-error ml-regression ships no types; this file is the only one that imports it.
import { MultivariateLinearRegression } from 'ml-regression'
import { DegenerateSeriesError } from '../returns/degenerateSeriesError.js'
import { InvalidSeriesValueError } from '../returns/invalidSeriesValueError.js'
import { meanSquare } from '../returns/meanSquare.js'
import { MisalignedSeriesError } from '../returns/misalignedSeriesError.js'
import { SeriesTooShortError } from '../returns/seriesTooShortError.js'

type Fit = new (x: number[][], y: number[][], options: { intercept: boolean; statistics: boolean }) => { weights: number[][] }
const LeastSquares = MultivariateLinearRegression as Fit

/** Corrections after the first solution: each fits the residuals that are left and adds the result. */
const REFINEMENTS = 4

/** A standardised coefficient beyond this means regressors that are one another's multiples. */
const LARGEST_STANDARDISED = 1e6

/** An ordinary least-squares fit of y = intercept + sum of coefficients x. */
export interface LinearRegression {
  readonly intercept: number
  /** One for each regressor; 0 for a regressor that never varies. */
  readonly coefficients: readonly number[]
  /** Sum of squared residuals over n - (varying regressors) - 1. */
  readonly residualVariance: number
  readonly observations: number
}

/**
 * Fit y on an intercept and k regressors by ordinary least squares.
 *
 * The regressors are centred and scaled, and the solution is refined on its own residuals, because the library solves the normal
 * equations, which squares the condition number: without it Longley's data keep 7 of the 11 digits asked for.
 *
 * @param columns - k regressors of n finite values each; n > k + 1.
 * @param y - n finite values.
 * @throws {MisalignedSeriesError} when a regressor's length is not n.
 * @throws {InvalidSeriesValueError} when a value is not finite.
 * @throws {SeriesTooShortError} when n is not above k + 1.
 * @throws {DegenerateSeriesError} when the regressors are collinear.
 * @source NIST Statistical Reference Datasets, linear regression (Longley, Norris), for the accuracy.
 */
export function linearRegression({
  columns,
  y,
}: {
  columns: readonly ArrayLike<number>[]
  y: ArrayLike<number>
}): LinearRegression {
  const n = y.length
  if (n <= columns.length + 1) {
    throw new SeriesTooShortError({ what: 'A linear regression', observations: n, required: columns.length + 2 })
  }
  const target = centred(y, 'The explained variable')
  const regressors = columns.map((column, k) => {
    if (column.length !== n) throw new MisalignedSeriesError(`regressor ${k} has ${column.length} values for ${n} observations`)
    const { mean, values } = centred(column, `Regressor ${k}`)
    const scale = Math.sqrt(meanSquare(values))
    const varies = scale > Number.EPSILON * n * Math.abs(mean)
    return { mean, scale, values: varies ? values.map((value) => value / scale) : null }
  })
  const varying = regressors.flatMap(({ values }) => (values === null ? [] : [values]))
  const { weights, residuals } = solve(varying, target.values)
  let next = 0
  const coefficients = regressors.map(({ scale, values }) => (values === null ? 0 : (weights[next++] as number) / scale))
  const intercept = coefficients.reduce((sum, b, k) => sum - b * (regressors[k] as { mean: number }).mean, target.mean)
  const residualVariance = (meanSquare(residuals) * n) / (n - varying.length - 1)
  if (![intercept, residualVariance, ...coefficients].every(Number.isFinite)) {
    throw new DegenerateSeriesError({ what: 'A linear regression', reason: 'its values are too large to be squared' })
  }
  return { intercept, coefficients, residualVariance, observations: n }
}

function solve(columns: readonly Float64Array[], y: Float64Array): { weights: readonly number[]; residuals: Float64Array } {
  const weights = columns.map(() => 0)
  let residuals = y
  if (columns.length === 0) return { weights, residuals }
  const rows = Array.from(y, (_, i) => columns.map((column) => column[i] as number))
  for (let pass = 0; pass <= REFINEMENTS; pass++) {
    const fit = new LeastSquares(
      rows,
      Array.from(residuals, (value) => [value]),
      { intercept: false, statistics: false },
    )
    for (let k = 0; k < weights.length; k++) weights[k] = (weights[k] as number) + (fit.weights[k]?.[0] ?? Number.NaN)
    residuals = y.map((value, i) =>
      columns.reduce((left, column, k) => left - (weights[k] as number) * (column[i] as number), value),
    )
  }
  const spread = Math.sqrt(meanSquare(y))
  if (!weights.every((weight) => Math.abs(weight) <= LARGEST_STANDARDISED * spread)) {
    throw new DegenerateSeriesError({ what: 'A linear regression', reason: 'its regressors are collinear' })
  }
  return { weights, residuals }
}

function centred(values: ArrayLike<number>, what: string): { mean: number; values: Float64Array } {
  let sum = 0
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number
    if (!Number.isFinite(value)) throw new InvalidSeriesValueError({ what, index, value, demand: 'finite' })
    sum += value
  }
  const mean = sum / values.length
  return { mean, values: Float64Array.from(values, (value) => value - mean) }
}
