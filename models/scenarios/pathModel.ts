import { InvalidParameterError, MisalignedSeriesError } from '../errors.js'
import { requireFinite } from '../statistics/require.js'
import { choleskyLower } from './choleskyLower.js'

/** Distribution of the increments: normal, or Student-t with more than 2 degrees of freedom (whole or not). */
export type PathIncrements = { readonly kind: 'normal' } | { readonly kind: 'studentT'; readonly degreesOfFreedom: number }

/** What joint price paths are drawn from. */
export interface PathModel {
  /** Standard deviation of each asset's daily log return, length n. */
  readonly dailyVolatilities: ArrayLike<number>
  /** Mean of each asset's daily log return, length n; 0 where absent. A price without drift of its own has -volatility^2 / 2. */
  readonly dailyDrifts?: ArrayLike<number>
  /** Correlation of the log returns, n rows of n. */
  readonly correlation: readonly ArrayLike<number>[]
  readonly increments: PathIncrements
  readonly horizonHours: number
  /** Equal steps that the horizon is cut into: prices are seen at the end of each. */
  readonly steps: number
  /** Whole number of 32 bits. */
  readonly seed: number
}

/** A path model as a chunk's loop reads it. */
export interface PathCoefficients {
  readonly assets: number
  /** Rows of the lower triangle one after another: standard deviation of one step x Cholesky factor; n (n + 1) / 2 numbers. */
  readonly triangle: Float64Array
  /** Mean of one step, length n. */
  readonly drifts: Float64Array
}

const MAX_SEED = 2 ** 32
// A day's volatility beyond this is cut to it: no path's outcome changes, and no sum of steps can overflow.
const MAX_VOLATILITY = 1e100

/**
 * Check a path model and write it as coefficients of one step.
 *
 * @throws {InvalidParameterError} when the steps, the horizon, the seed or the degrees of freedom are out of their range.
 * @throws {MisalignedSeriesError} when volatilities, drifts and correlation are not of the same assets.
 * @throws {InvalidSeriesValueError} when a volatility or drift is not finite.
 * @throws {NotPositiveSemidefiniteError} when the correlation is none.
 */
export function pathCoefficients(model: PathModel): PathCoefficients {
  const { dailyVolatilities, correlation, increments, horizonHours, steps, seed } = model
  const assets = dailyVolatilities.length
  const dailyDrifts = model.dailyDrifts ?? new Float64Array(assets)
  demand('steps', steps, Number.isInteger(steps) && steps >= 1, 'a whole number of at least 1')
  demand('horizonHours', horizonHours, horizonHours > 0 && horizonHours < Infinity, 'positive and finite')
  demand('seed', seed, Number.isInteger(seed) && Math.abs(seed) < MAX_SEED, 'a whole number of 32 bits')
  if (increments.kind === 'studentT') {
    const { degreesOfFreedom } = increments
    demand('degreesOfFreedom', degreesOfFreedom, degreesOfFreedom > 2 && degreesOfFreedom < Infinity, 'above 2 and finite')
  }
  if (dailyDrifts.length !== assets || correlation.length !== assets || correlation.some((row) => row.length !== assets)) {
    throw new MisalignedSeriesError(
      `${assets} volatilities need ${assets} drifts and a correlation of ${assets} x ${assets}; there are ${dailyDrifts.length} and ${correlation.length} rows`,
    )
  }
  requireFinite('Daily volatilities', dailyVolatilities, 0)
  requireFinite('Daily drifts', dailyDrifts, 0)

  const stepDays = horizonHours / 24 / steps
  const lower = choleskyLower(correlation)
  const triangle: number[] = []
  lower.forEach((row, i) => {
    const scale = Math.min(Math.abs(dailyVolatilities[i] as number), MAX_VOLATILITY) * Math.sqrt(stepDays)
    for (let k = 0; k <= i; k++) triangle.push(scale * (row[k] as number))
  })
  const drifts = Float64Array.from(dailyDrifts, (drift) => Math.min(MAX_VOLATILITY, Math.max(-MAX_VOLATILITY, drift)) * stepDays)
  return { assets, triangle: Float64Array.from(triangle), drifts }
}

function demand(parameter: string, value: number, isMet: boolean, what: string): void {
  if (!isMet) throw new InvalidParameterError({ parameter, value, demand: what })
}
