import { InvalidParameterError } from '../returns/invalidParameterError.js'
import { requireFinite } from '../returns/requireFinite.js'
import { requireSameLength } from '../returns/requireSameLength.js'
import { type QuantileBand, quantileBand } from './quantileBand.js'
import { stationaryBootstrap } from './stationaryBootstrap.js'

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
