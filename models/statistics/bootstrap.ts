import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { z } from 'zod'
import { InvalidParameterError, InvalidSeriesValueError } from '../errors.js'
import { quantile } from './quantile.js'
import { requireFinite, requireSameLength } from './require.js'

/** The band that a published value carries: its 5, 50 and 95 % quantiles. */
export const quantileBandSchema = z.strictObject({ p05: z.number(), p50: z.number(), p95: z.number() })

/** @see quantileBandSchema */
export type QuantileBand = Readonly<z.infer<typeof quantileBandSchema>>

/**
 * Summarise draws of a value by their 5, 50 and 95 % quantiles.
 *
 * @param draws - n >= 1 finite draws, in any order.
 * @throws {SeriesTooShortError} when there is no draw.
 * @throws {InvalidSeriesValueError} when a draw is not finite.
 */
export function quantileBand(draws: ArrayLike<number>): QuantileBand {
  return { p05: quantile(draws, 0.05), p50: quantile(draws, 0.5), p95: quantile(draws, 0.95) }
}

/** What resamples are drawn from. */
interface StationaryBootstrapOptions {
  /** Observations of the series, and of each resample. */
  readonly length: number
  /** Mean of the geometric block length, at least 1; 1 is the bootstrap of independent observations. */
  readonly meanBlock: number
  readonly seed: number
}

/**
 * Make a seeded source of resamples of a dependent series: blocks of random length from random places, wrapped at the end.
 *
 * Several series indexed by one resample keep their dependence on each other.
 *
 * @returns a function that draws the next resample, `length` indices from 0 to length - 1; each call returns a new array.
 * @throws {InvalidParameterError} when the length is not a positive whole number or the mean block not finite and at least 1.
 * @source Politis and Romano, The Stationary Bootstrap, Journal of the American Statistical Association 89 (1994), section 2.
 */
export function stationaryBootstrap({ length, meanBlock, seed }: StationaryBootstrapOptions): () => Int32Array {
  if (!(Number.isInteger(length) && length > 0 && length < 2 ** 31)) {
    throw new InvalidParameterError({ parameter: 'length', value: length, demand: 'a positive whole number below 2^31' })
  }
  if (!(meanBlock >= 1 && meanBlock < Infinity)) {
    throw new InvalidParameterError({ parameter: 'meanBlock', value: meanBlock, demand: 'finite and at least 1' })
  }
  const generator = xoroshiro128plus(seed)
  const restart = 1 / meanBlock
  return () => {
    const indices = new Int32Array(length)
    let index = uniformInt(generator, 0, length - 1)
    indices[0] = index
    for (let t = 1; t < length; t++) {
      if (uniformFloat64(generator) < restart) index = uniformInt(generator, 0, length - 1)
      else index = index + 1 === length ? 0 : index + 1
      indices[t] = index
    }
    return indices
  }
}

/**
 * Resample a series by the stationary bootstrap and compute a statistic of each resample.
 *
 * @param values - n >= 1 finite observations, ascending in time.
 * @param statistic - a function of n observations; the array is reused, so it must not be kept.
 * @param replications - resamples to draw, at least 1.
 * @param meanBlock - mean block length in observations, at least 1.
 * @returns the statistics in the order drawn.
 * @throws {InvalidSeriesValueError} when a value is not finite.
 * @throws {InvalidParameterError} when the series is empty or replications or meanBlock is out of range.
 * @source Politis and Romano, The Stationary Bootstrap, Journal of the American Statistical Association 89 (1994).
 */
export function bootstrapDistribution({
  values,
  statistic,
  replications,
  meanBlock,
  seed,
}: {
  values: ArrayLike<number>
  statistic: (resample: Float64Array) => number
  replications: number
  meanBlock: number
  seed: number
}): Float64Array {
  if (!(Number.isInteger(replications) && replications > 0)) {
    throw new InvalidParameterError({ parameter: 'replications', value: replications, demand: 'a positive whole number' })
  }
  const n = values.length
  for (let index = 0; index < n; index++) {
    const value = values[index] as number
    if (!Number.isFinite(value)) {
      throw new InvalidSeriesValueError({ what: 'The series of a bootstrap', index, value, demand: 'finite' })
    }
  }
  const draw = stationaryBootstrap({ length: n, meanBlock, seed })
  const resample = new Float64Array(n)
  return Float64Array.from({ length: replications }, () => {
    const indices = draw()
    for (let t = 0; t < n; t++) resample[t] = values[indices[t] as number] as number
    return statistic(resample)
  })
}

/**
 * Resample several series together by the stationary bootstrap and tell how far the mean of each spreads.
 *
 * One resample picks the same observations of every series, so that what they share does not tell them apart.
 *
 * @param columns - series of one length n >= 1, finite, ascending in time.
 * @param replications - resamples to draw, at least 1.
 * @param meanBlock - mean block length in observations, at least 1.
 * @returns 5, 50 and 95 % quantiles of the mean, one band a column.
 * @throws {SeriesTooShortError} when a series is empty.
 * @throws {MisalignedSeriesError} when the lengths differ.
 * @throws {InvalidSeriesValueError} when a value is not finite.
 * @throws {InvalidParameterError} when replications or meanBlock is out of range.
 * @source Politis and Romano, The Stationary Bootstrap, Journal of the American Statistical Association 89 (1994).
 */
export function bootstrapMeans({
  columns,
  replications = 1_000,
  meanBlock,
  seed,
}: {
  columns: readonly Float64Array[]
  replications?: number
  meanBlock: number
  seed: number
}): QuantileBand[] {
  requireSameLength(Object.fromEntries(columns.map((column, i) => [`column ${i}`, column])))
  for (const [i, column] of columns.entries()) requireFinite(`Column ${i} of a bootstrap`, column)
  if (!(Number.isInteger(replications) && replications > 0)) {
    throw new InvalidParameterError({ parameter: 'replications', value: replications, demand: 'a positive whole number' })
  }
  const length = columns[0]?.length ?? 0
  if (length === 0) return []
  const draw = stationaryBootstrap({ length, meanBlock, seed })
  const means = columns.map(() => new Float64Array(replications))
  for (let k = 0; k < replications; k++) {
    const indices = draw()
    for (const [i, column] of columns.entries()) {
      let sum = 0
      for (let t = 0; t < length; t++) sum += column[indices[t] as number] as number
      ;(means[i] as Float64Array)[k] = sum / length
    }
  }
  return means.map((values) => quantileBand(values))
}
