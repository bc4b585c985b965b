import { DegenerateSeriesError, InvalidSeriesValueError } from '../errors.js'
import { minimise } from '../statistics/minimise.js'
import { requireFinite } from '../statistics/require.js'

/** Where the closed forms lose digits to cancellation, and the series takes over. */
const SMALL = 0.02
const TERMS = 12

/** Terms of the generalised Pareto log likelihood of one scaled excess w; with x = shape w all are smooth in the shape at 0. */
interface ExcessTerms {
  /** (1 + 1/shape) log(1 + x): minus the log likelihood, but for the scale. */
  readonly log: number
  /** w / (1 + x). */
  readonly ratio: number
  /** (log(1 + x) - x / (1 + x)) / shape^2. */
  readonly slope: number
  /** (-2 log(1 + x) + 2 x / (1 + x) + x^2 / (1 + x)^2) / shape^3. */
  readonly curvature: number
}

/**
 * Compute the terms of one excess, by series where shape x w is small.
 *
 * @param w - excess over scale, at least 0.
 * @param shape - with 1 + shape w positive.
 */
export function excessTerms(w: number, shape: number): ExcessTerms {
  const x = shape * w
  const ratio = w / (1 + x)
  if (Math.abs(x) > SMALL) {
    const log = Math.log1p(x)
    const part = x / (1 + x)
    return {
      log: (1 + 1 / shape) * log,
      ratio,
      slope: (log - part) / (shape * shape),
      curvature: (2 * (part - log) + part * part) / shape ** 3,
    }
  }
  let meanLog = 0
  let slope = 0
  let curvature = 0
  for (let k = TERMS; k >= 1; k--) {
    // Coefficients of log(1 + x)/x, of the slope over w^2 and of the curvature over w^3.
    meanLog = 1 / k - x * meanLog
    slope = k / (k + 1) - x * slope
    curvature = (-k * (k + 1)) / (k + 2) - x * curvature
  }
  return { log: (1 + shape) * w * meanLog, ratio, slope: slope * w * w, curvature: curvature * w ** 3 }
}

/** Below this shape the likelihood is unbounded or its maximum has no standard errors. */
export const LOWEST_SHAPE = -0.5
const HIGHEST_SHAPE = 5
/** A median this small beside the largest excess asks for a shape beyond the highest one, or is ties at the threshold. */
const NEGLIGIBLE = 1e-12
/** Fewer excesses than this leave a shape that means nothing. */
export const FEWEST_EXCESSES = 10

/** A generalised Pareto distribution fitted to excesses. */
export interface GeneralisedPareto {
  /** xi: 0 for an exponential tail, 1/4 for the tail of Student's t(4). */
  readonly shape: number
  /** beta, in the unit of the excesses. */
  readonly scale: number
  readonly logLikelihood: number
  readonly standardErrors: { readonly shape: number; readonly scale: number }
  /** Covariance of the two estimates, from the observed information. */
  readonly covariance: number
}

/**
 * Fit a generalised Pareto distribution by maximum likelihood, with standard errors from the observed information.
 *
 * @param excesses - n >= 10 excesses over a threshold, none negative.
 * @throws {SeriesTooShortError} when there are fewer than ten.
 * @throws {InvalidSeriesValueError} when an excess is negative or not finite.
 * @throws {DegenerateSeriesError} when the excesses are all zero, so alike (two values, an upper end) that the likelihood has no maximum with
 * a shape above -1/2, or so far apart that the median is nothing beside the largest.
 * @throws {NotConvergedError} when the search fails.
 * @source Smith, Estimating Tails of Probability Distributions, Annals of Statistics 15 (1987).
 */
export function generalisedPareto(excesses: ArrayLike<number>): GeneralisedPareto {
  const what = 'The generalised Pareto distribution'
  requireFinite('Excesses', excesses, FEWEST_EXCESSES)
  const n = excesses.length
  let largest = 0
  for (let index = 0; index < n; index++) {
    const value = excesses[index] as number
    if (value < 0) throw new InvalidSeriesValueError({ what: 'Excesses', index, value, demand: 'at least 0' })
    largest = Math.max(largest, value)
  }
  if (largest === 0) throw new DegenerateSeriesError({ what, reason: 'all excesses are zero' })
  const shares = Float64Array.from(excesses, (y) => y / largest)
  if ((Float64Array.from(shares).sort()[n >> 1] as number) < NEGLIGIBLE) {
    throw new DegenerateSeriesError({ what, reason: 'half of the excesses are nothing beside the largest' })
  }
  const mean = shares.reduce((sum, share) => sum + share, 0) / n
  const scaled = shares.map((share) => share / mean)
  const { point, value, isAtBound } = minimise({
    what,
    start: [0.1, Math.log(0.9)],
    lower: [LOWEST_SHAPE, -30],
    upper: [HIGHEST_SHAPE, 30],
    evaluate: (at, gradient) => negativeLogLikelihood(scaled, at[0] as number, Math.exp(at[1] as number), gradient),
  })
  if (isAtBound.includes(true)) {
    throw new DegenerateSeriesError({ what, reason: 'the excesses have no tail: the likelihood rises to the edge of its range' })
  }
  const shape = point[0] as number
  const unitScale = Math.exp(point[1] as number)
  const [a, b, c] = information(scaled, shape, unitScale)
  const determinant = a * c - b * b
  if (!(a > 0 && determinant > 0)) throw new DegenerateSeriesError({ what, reason: 'its likelihood has no curvature' })
  const unit = mean * largest
  const scale = unitScale * unit
  const errors = { shape: Math.sqrt(c / determinant), scale: Math.sqrt(a / determinant) * unit }
  if (!(scale > 0 && errors.scale < Infinity)) throw new DegenerateSeriesError({ what, reason: 'its scale is not a float64' })
  const logUnit = Math.log(mean) + Math.log(largest)
  return {
    shape,
    scale,
    logLikelihood: -value - n * logUnit,
    standardErrors: errors,
    covariance: (-b / determinant) * unit,
  }
}

/** Negative log likelihood of shape and scale; the gradient is in shape and log scale. */
function negativeLogLikelihood(excesses: Float64Array, shape: number, scale: number, gradient: Float64Array): number {
  let log = 0
  let slope = 0
  let ratio = 0
  for (const y of excesses) {
    const w = y / scale
    if (!(1 + shape * w > 0)) return Infinity
    const terms = excessTerms(w, shape)
    log += terms.log
    slope += terms.slope
    ratio += terms.ratio
  }
  const n = excesses.length
  gradient[0] = ratio - slope
  gradient[1] = n - (1 + shape) * ratio
  return n * Math.log(scale) + log
}

/** Observed information of shape and scale: its three entries. */
function information(excesses: Float64Array, shape: number, scale: number): [number, number, number] {
  const n = excesses.length
  let shapeShape = 0
  let shapeScale = 0
  let scaleScale = -n
  for (const y of excesses) {
    const w = y / scale
    const { ratio, curvature } = excessTerms(w, shape)
    shapeShape += -curvature - ratio * ratio
    shapeScale += (1 + shape) * ratio * ratio - ratio
    scaleScale += (1 + shape) * ratio * (2 - shape * ratio)
  }
  return [shapeShape, shapeScale / scale, scaleScale / scale ** 2]
}
