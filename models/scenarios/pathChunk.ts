import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { chiSquaredDraw } from './chiSquaredDraw.js'
import { type PathModel, pathCoefficients } from './pathModel.js'
import { LANES, walkFour } from './walkFour.js'
import { ZigguratNormals } from './zigguratNormals.js'

/** Paths of a chunk; the last chunk has what is left. Part of the numbers: another size gives other paths. */
export const PATHS_PER_CHUNK = 4096

/** Where each path went: one array an asset, one value a path. */
export interface PathOutcomes {
  /** Log return over the horizon. */
  readonly logReturns: readonly Float64Array[]
  /** Lowest log price at the end of a step relative to the start, at most 0. */
  readonly logMinima: readonly Float64Array[]
}

/** One chunk of a set of paths. */
export interface PathChunkInput {
  readonly model: PathModel
  /** Paths of the whole set. */
  readonly count: number
  /** Index of the chunk, from 0. */
  readonly chunk: number
}

// Beyond a factor of e^20 (485 million) either way nothing changes but the risk of overflow on absurd input.
const MAX_LOG_RETURN = 20

/**
 * Draw the paths of one chunk. The chunk's index and the seed alone decide its random numbers, so that chunks may be drawn anywhere and in
 * any order.
 *
 * Chunk k reads xoroshiro128+ of the seed from its (k + 1)-th jump on: the streams are 2^64 words apart and cannot meet. The first stretch,
 * before any jump, is left out because neighbouring seeds begin alike there.
 *
 * Student-t increments share one chi-squared number a path: the return over the whole horizon is then exactly the Student-t that daily
 * returns were fitted with, and a path's hours are calm or wild together. One a step would bring the horizon's return close to normal
 * (its excess kurtosis falls with the number of steps), thinner than the tail that was fitted.
 *
 * @returns arrays of min(4096, count - 4096 chunk) values; log returns and minima are cut at +-20.
 * @throws {InvalidParameterError | MisalignedSeriesError | InvalidSeriesValueError | NotPositiveSemidefiniteError} as pathCoefficients.
 * @source Blackman and Vigna, Scrambled Linear Pseudorandom Number Generators, 2021 (jumps); McNeil, Frey and Embrechts, Quantitative Risk
 *   Management, section 6.2 (normal variance mixtures)
 */
export function pathChunk({ model, count, chunk }: PathChunkInput): PathOutcomes {
  const coefficients = pathCoefficients(model)
  const { assets } = coefficients
  const { steps, increments } = model
  const size = Math.max(0, Math.min(PATHS_PER_CHUNK, count - chunk * PATHS_PER_CHUNK))
  const logReturns = Array.from({ length: assets }, () => new Float64Array(size))
  const logMinima = Array.from({ length: assets }, () => new Float64Array(size))
  const stream = streamOf(model.seed, chunk)
  const stride = steps * assets
  const normals = new Float64Array(LANES * stride)
  const lanes = Array.from({ length: LANES }, (_, lane) => normals.subarray(lane * stride, (lane + 1) * stride))
  const mixing = new Float64Array(LANES).fill(1)
  const ends = new Float64Array(LANES * assets)
  const minima = new Float64Array(LANES * assets)
  for (let path = 0; path < size; path += LANES) {
    const drawn = Math.min(LANES, size - path)
    for (let lane = 0; lane < drawn; lane++) {
      if (increments.kind === 'studentT') mixing[lane] = mixingOf(increments.degreesOfFreedom, stream)
      stream.fill(lanes[lane] as Float64Array)
    }
    walkFour(coefficients, { normals, mixing, ends, minima })
    for (let i = 0; i < assets; i++) {
      const end = logReturns[i] as Float64Array
      const lowest = logMinima[i] as Float64Array
      for (let lane = 0; lane < drawn; lane++) {
        end[path + lane] = Math.min(MAX_LOG_RETURN, Math.max(-MAX_LOG_RETURN, ends[i * LANES + lane] as number))
        lowest[path + lane] = Math.max(-MAX_LOG_RETURN, minima[i * LANES + lane] as number)
      }
    }
  }
  return { logReturns, logMinima }
}

function streamOf(seed: number, chunk: number): ZigguratNormals {
  const generator = xoroshiro128plus(seed)
  for (let jump = 0; jump <= chunk; jump++) generator.jump()
  return new ZigguratNormals(generator)
}

/** Factor that gives a normal vector the tails of a Student-t of the same variance. */
function mixingOf(degreesOfFreedom: number, stream: ZigguratNormals): number {
  return Math.sqrt((degreesOfFreedom - 2) / Math.max(chiSquaredDraw(degreesOfFreedom, stream), Number.MIN_VALUE))
}
