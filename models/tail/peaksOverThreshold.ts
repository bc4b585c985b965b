import { DegenerateSeriesError, InvalidParameterError } from '../errors.js'
import { requireFinite, requireProbability } from '../statistics/require.js'
import { FEWEST_EXCESSES, generalisedPareto, type GeneralisedPareto } from './generalisedPareto.js'
import type { TailModel } from './tailModel.js'

/** Share of the worst returns that a generalised Pareto tail is fitted to, unless told otherwise. */
export const TAIL_FRACTION = 0.1

/** A tail above a threshold, with its fit. */
export interface PeaksOverThreshold extends TailModel {
  /** Loss above which the distribution describes the tail. */
  readonly threshold: number
  /** Losses above it. */
  readonly exceedances: number
  readonly distribution: GeneralisedPareto
  /**
   * Compute the standard error of the value at risk by the delta method, the threshold and the share of losses above it taken as known.
   *
   * @throws {InvalidParameterError} as `valueAtRisk`.
   */
  valueAtRiskError(p: number): number
}

/**
 * Fit the tail of losses: a generalised Pareto distribution for the excesses over a high order statistic.
 *
 * The floor(n x tailFraction) largest losses are the tail; the next largest is the threshold.
 *
 * @param returns - n returns; the tail of their losses is fitted. At least ten must lie in the tail.
 * @param tailFraction - share of returns in the tail, in (0, 1).
 * @returns a model for p >= 1 - (share in the tail) only. Its expected shortfall exists for a shape below 1.
 * @throws {SeriesTooShortError} when fewer than ten returns lie in the tail.
 * @throws {InvalidSeriesValueError} when a return is not finite.
 * @throws {InvalidParameterError} when the fraction is outside (0, 1).
 * @throws as `generalisedPareto`; by the model, {DegenerateSeriesError} when the mean loss beyond does not exist.
 * @source McNeil, Frey and Embrechts, Quantitative Risk Management, 2nd ed. (2015), equations 5.20 and 5.21.
 */
export function peaksOverThreshold(returns: ArrayLike<number>, tailFraction = TAIL_FRACTION): PeaksOverThreshold {
  requireProbability('tailFraction', tailFraction)
  const what = 'The peaks over a threshold'
  requireFinite(what, returns, Math.ceil(FEWEST_EXCESSES / tailFraction - 1e-9))
  const n = returns.length
  const losses = Float64Array.from(returns, (r) => -r)
    .sort()
    .reverse()
  // 0.29 x 100 is a hair below 29.
  const exceedances = Math.min(n - 1, Math.floor(n * tailFraction + 1e-9))
  const threshold = losses[exceedances] as number
  const excesses = losses.subarray(0, exceedances).map((loss) => loss - threshold)
  if (!Number.isFinite(excesses[0] as number)) throw new DegenerateSeriesError({ what, reason: 'an excess overflows' })
  const distribution = generalisedPareto(excesses)
  const { shape, scale, standardErrors, covariance } = distribution
  const share = exceedances / n
  const excessAt = (p: number) => {
    requireProbability('p', p)
    const depth = Math.log(share / (1 - p))
    if (depth < -1e-12) {
      throw new InvalidParameterError({ parameter: 'p', value: p, demand: `at least ${1 - share}, where the tail begins` })
    }
    return { depth, excess: scale * powerGrowth(shape, depth) }
  }
  const finite = (value: number) => {
    if (!Number.isFinite(value)) throw new DegenerateSeriesError({ what, reason: 'a loss is too large for a float64' })
    return value
  }
  return {
    threshold,
    exceedances,
    distribution,
    valueAtRisk: (p) => finite(threshold + excessAt(p).excess),
    expectedShortfall(p) {
      if (shape >= 1) {
        throw new DegenerateSeriesError({ what, reason: `the shape is ${shape}, and from 1 on the mean loss does not exist` })
      }
      return finite(threshold + (excessAt(p).excess + scale) / (1 - shape))
    },
    valueAtRiskError(p) {
      const { depth, excess } = excessAt(p)
      const byScale = excess / scale
      const byShape = scale * powerGrowthSlope(shape, depth)
      const variance =
        (byShape * standardErrors.shape) ** 2 + (byScale * standardErrors.scale) ** 2 + 2 * byShape * byScale * covariance
      return finite(Math.sqrt(Math.max(0, variance)))
    },
  }
}

/** (exp(shape x depth) - 1) / shape, which is the depth at shape 0. */
function powerGrowth(shape: number, depth: number): number {
  return shape === 0 ? depth : Math.expm1(shape * depth) / shape
}

/** Derivative of `powerGrowth` in the shape. */
function powerGrowthSlope(shape: number, depth: number): number {
  const x = shape * depth
  if (Math.abs(x) < 1e-3) return depth * depth * (1 / 2 + x / 3 + (x * x) / 8 + x ** 3 / 30)
  return (depth * Math.exp(x) - powerGrowth(shape, depth)) / shape
}
