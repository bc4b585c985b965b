import { DegenerateSeriesError, InvalidSeriesValueError, SeriesTooShortError } from '../errors.js'

/** Fewest observations from which autocovariances are worth estimating. */
const MINIMUM = 10

/** Two-sided 5 % bound of an autocorrelation, in the paper's form c sqrt(log10(n) / n). */
const SIGNIFICANCE = 2

/**
 * Choose the mean block of the stationary bootstrap that minimises the mean squared error of the variance of the sample mean.
 *
 * @param values - n >= 10 finite observations.
 * @returns mean block length in observations, from 1 to min(3 sqrt(n), n / 3), not rounded.
 * @throws {SeriesTooShortError} when there are fewer than 10 observations.
 * @throws {InvalidSeriesValueError} when a value is not finite.
 * @throws {DegenerateSeriesError} when the values are constant, or too large or too small for their squares to be represented.
 * @source Politis and White, Automatic Block-Length Selection for the Dependent Bootstrap, Econometric Reviews 23 (2004), with the
 * correction of Patton, Politis and White, Econometric Reviews 28 (2009). The first lag of the quiet run, not the one before it, is
 * doubled, as R's np and Python's arch do.
 */
export function optimalBlockLength(values: ArrayLike<number>): number {
  const n = values.length
  if (n < MINIMUM) throw new SeriesTooShortError({ what: 'The block length', observations: n, required: MINIMUM })
  const centred = centre(values)
  const variance = autocovariance(centred, 0)
  const isConstant = centred.every((value) => value === centred[0])
  if (isConstant || !(variance > Number.MIN_VALUE / Number.EPSILON && variance < Infinity)) {
    const reason = isConstant ? 'its values are all the same' : `its variance ${variance} is out of the range of a float64`
    throw new DegenerateSeriesError({ what: 'The block length', reason })
  }
  const run = Math.max(5, Math.floor(Math.log10(n)))
  const largestLag = Math.min(Math.ceil(Math.sqrt(n)) + run, n - 1)
  const covariances = Float64Array.from({ length: largestLag + 1 }, (_, lag) => autocovariance(centred, lag) / variance)
  const bound = SIGNIFICANCE * Math.sqrt(Math.log10(n) / n)
  const bandwidth = Math.min(2 * firstQuietLag(covariances, bound, run), largestLag)
  let spectrum = 1
  let curvature = 0
  for (let lag = 1; lag <= bandwidth; lag++) {
    const weight = lag / bandwidth <= 0.5 ? 1 : 2 * (1 - lag / bandwidth)
    spectrum += 2 * weight * (covariances[lag] as number)
    curvature += 2 * weight * lag * (covariances[lag] as number)
  }
  const block = Math.cbrt(n * (curvature / spectrum) ** 2)
  return Math.max(1, Math.min(block, Math.ceil(Math.min(3 * Math.sqrt(n), n / 3))))
}

function centre(values: ArrayLike<number>): Float64Array {
  const n = values.length
  let mean = 0
  for (let index = 0; index < n; index++) {
    const value = values[index] as number
    if (!Number.isFinite(value)) {
      throw new InvalidSeriesValueError({ what: 'The series of a block length', index, value, demand: 'finite' })
    }
    mean += value / n
  }
  return Float64Array.from(values, (value) => value - mean)
}

function autocovariance(centred: Float64Array, lag: number): number {
  let sum = 0
  for (let t = lag; t < centred.length; t++) sum += (centred[t] as number) * (centred[t - lag] as number)
  return sum / centred.length
}

/** First lag that starts a run of insignificant autocorrelations; the largest lag where there is none. */
function firstQuietLag(correlations: Float64Array, bound: number, run: number): number {
  const largest = correlations.length - 1
  let quiet = 0
  for (let lag = 1; lag <= largest; lag++) {
    quiet = Math.abs(correlations[lag] as number) < bound ? quiet + 1 : 0
    if (quiet === run) return lag - run + 1
  }
  return largest
}
