// @ts-expect-error ml-regression ships no types; this file is the only one that imports it.
import { MultivariateLinearRegression } from 'ml-regression'
import { DegenerateSeriesError, InvalidSeriesValueError, MisalignedSeriesError, SeriesTooShortError } from '../errors.js'
import { meanSquare } from './meanSquare.js'

/** A number held as an unevaluated sum of two float64: `high` is the nearest float64, `low` the rest. About 32 digits. */
interface DoubleDouble {
  readonly high: number
  readonly low: number
}

const SPLITTER = 2 ** 27 + 1

/**
 * Add a float64 to a double-double.
 *
 * @source Dekker, A Floating-Point Technique for Extending the Available Precision, Numerische Mathematik 18 (1971).
 */
export function addTo({ high, low }: DoubleDouble, addend: number): DoubleDouble {
  const sum = high + addend
  const part = sum - high
  const rest = high - (sum - part) + (addend - part) + low
  const rounded = sum + rest
  return { high: rounded, low: rest - (rounded - sum) }
}

/** Multiply two float64 exactly. Both must be below 2^500 in magnitude, so that no part overflows. */
export function exactProduct(a: number, b: number): DoubleDouble {
  const product = a * b
  const aHigh = SPLITTER * a - (SPLITTER * a - a)
  const bHigh = SPLITTER * b - (SPLITTER * b - b)
  const aLow = a - aHigh
  const bLow = b - bHigh
  return { high: product, low: aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow) }
}

type Fit = new (x: number[][], y: number[][], options: { intercept: boolean; statistics: boolean }) => { weights: number[][] }
const LeastSquares = MultivariateLinearRegression as Fit

/** The first solution and at most two corrections, each a fit of the residuals that are left. */
const PASSES = 3

/** A correction that changes no coefficient by more than this share of it: the next one would be below the working precision. */
const SETTLED = 1e-11

/** A standardised coefficient beyond this means regressors that are one another's combination. */
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
 * The library solves the normal equations, which squares the condition number: given Longley's data as they are, version 6.3.0 keeps no digit
 * (its intercept is 0.024 instead of -3,482,259). Here its regressors are centred and scaled, and the solution is corrected by fits of its
 * own residuals, computed in twice the working precision.
 *
 * @param columns - k regressors of n finite values each; n > k + 1.
 * @param y - n finite values.
 * @throws {MisalignedSeriesError} when a regressor's length is not n.
 * @throws {InvalidSeriesValueError} when a value is not finite.
 * @throws {SeriesTooShortError} when n is not above k + 1.
 * @throws {DegenerateSeriesError} when the regressors are collinear or a result is not finite.
 * @source Björck, Numerical Methods for Least Squares Problems (1996), section 2.9.2, iterative refinement; NIST Statistical Reference
 * Datasets (Longley, Norris) for the accuracy.
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
  const target = scaled(y, 'The explained variable')
  const regressors = columns.map((column, k) => {
    if (column.length !== n) throw new MisalignedSeriesError(`regressor ${k} has ${column.length} values for ${n} observations`)
    return scaled(column, `Regressor ${k}`)
  })
  const varying = regressors.filter(({ deviation }) => deviation > 0)
  const { intercept, coefficients, residuals } = solve(varying, target)
  const unit = (k: number) => target.unit / (varying[k] as Scaled).unit
  const result: LinearRegression = {
    intercept: intercept * target.unit,
    coefficients: regressors.map((regressor) => {
      const k = varying.indexOf(regressor)
      return k < 0 ? 0 : (coefficients[k] as number) * unit(k)
    }),
    residualVariance: ((meanSquare(residuals) * n) / (n - varying.length - 1)) * target.unit * target.unit,
    observations: n,
  }
  if (![result.intercept, result.residualVariance, ...result.coefficients].every(Number.isFinite)) {
    throw new DegenerateSeriesError({ what: 'A linear regression', reason: 'its coefficients are too large for a float64' })
  }
  return result
}

interface Scaled {
  /** Power of two that the values were divided by, exactly. */
  readonly unit: number
  readonly values: Float64Array
  readonly mean: number
  /** Standard deviation of the values; 0 where they differ by rounding only. */
  readonly deviation: number
}

function scaled(column: ArrayLike<number>, what: string): Scaled {
  let largest = 0
  for (let index = 0; index < column.length; index++) {
    const value = column[index] as number
    if (!Number.isFinite(value)) throw new InvalidSeriesValueError({ what, index, value, demand: 'finite' })
    largest = Math.max(largest, Math.abs(value))
  }
  const unit = largest === 0 ? 1 : 2 ** Math.floor(Math.log2(largest))
  const values = Float64Array.from(column, (value) => value / unit)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const deviation = Math.sqrt(meanSquare(values.map((value) => value - mean)))
  return { unit, values, mean, deviation: deviation > Number.EPSILON * values.length * Math.abs(mean) ? deviation : 0 }
}

function solve(
  columns: readonly Scaled[],
  y: Scaled,
): { intercept: number; coefficients: readonly number[]; residuals: Float64Array } {
  const rows = Array.from(y.values, (_, i) =>
    columns.map(({ values, mean, deviation }) => ((values[i] as number) - mean) / deviation),
  )
  let intercept: DoubleDouble = { high: 0, low: 0 }
  let coefficients: DoubleDouble[] = columns.map(() => intercept)
  let residuals = y.values
  for (let pass = 0; pass < PASSES; pass++) {
    const level = residuals.reduce((sum, value) => sum + value, 0) / residuals.length
    const weights = columns.length === 0 ? [] : fitOnce(rows, residuals, level)
    const steps = columns.map(({ deviation }, k) => (weights[k] as number) / deviation)
    coefficients = coefficients.map((coefficient, k) => addTo(coefficient, steps[k] as number))
    intercept = addTo(
      intercept,
      columns.reduce((sum, { mean }, k) => sum - (steps[k] as number) * mean, level),
    )
    residuals = residualsOf(columns, y, intercept, coefficients)
    const isSettled = steps.every((step, k) => Math.abs(step) <= SETTLED * Math.abs((coefficients[k] as DoubleDouble).high))
    if (pass > 0 && isSettled) break
  }
  const largest = LARGEST_STANDARDISED * Math.sqrt(meanSquare(y.values.map((value) => value - y.mean)))
  if (!columns.every(({ deviation }, k) => Math.abs((coefficients[k] as DoubleDouble).high) * deviation <= largest)) {
    throw new DegenerateSeriesError({ what: 'A linear regression', reason: 'its regressors are collinear' })
  }
  return { intercept: intercept.high, coefficients: coefficients.map(({ high }) => high), residuals }
}

function fitOnce(rows: number[][], residuals: Float64Array, level: number): number[] {
  const target = Array.from(residuals, (value) => [value - level])
  return new LeastSquares(rows, target, { intercept: false, statistics: false }).weights.map((row) => row[0] as number)
}

function residualsOf(
  columns: readonly Scaled[],
  y: Scaled,
  intercept: DoubleDouble,
  coefficients: readonly DoubleDouble[],
): Float64Array {
  return y.values.map((value, i) => {
    let left = addTo(addTo({ high: value, low: 0 }, -intercept.high), -intercept.low)
    for (const [k, { values }] of columns.entries()) {
      const { high, low } = coefficients[k] as DoubleDouble
      const x = values[i] as number
      const product = exactProduct(high, x)
      left = addTo(addTo(addTo(left, -product.high), -product.low), -low * x)
    }
    return left.high
  })
}
