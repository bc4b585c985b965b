import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { InvalidParameterError } from '../returns/invalidParameterError.js'

/** What resamples are drawn from. */
export interface StationaryBootstrapOptions {
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
