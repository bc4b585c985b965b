import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { chiSquaredDraw } from './chiSquaredDraw.js'
import { type PathModel, pathCoefficients } from './pathModel.js'
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
  const { assets, triangle, drifts } = pathCoefficients(model)
  const { steps, increments } = model
  const size = Math.max(0, Math.min(PATHS_PER_CHUNK, count - chunk * PATHS_PER_CHUNK))
  const logReturns = Array.from({ length: assets }, () => new Float64Array(size))
  const logMinima = Array.from({ length: assets }, () => new Float64Array(size))
  const stream = streamOf(model.seed, chunk)
  const normals = new Float64Array(steps * assets)
  const position = new Float64Array(assets)
  const minimum = new Float64Array(assets)
  for (let path = 0; path < size; path++) {
    const mixing = increments.kind === 'normal' ? 1 : mixingOf(increments.degreesOfFreedom, stream)
    stream.fill(normals)
    walk({ normals, triangle, drifts, mixing, position, minimum })
    for (let i = 0; i < assets; i++) {
      ;(logReturns[i] as Float64Array)[path] = Math.min(MAX_LOG_RETURN, Math.max(-MAX_LOG_RETURN, position[i] as number))
      ;(logMinima[i] as Float64Array)[path] = Math.max(-MAX_LOG_RETURN, minimum[i] as number)
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

interface Walk {
  readonly normals: Float64Array
  readonly triangle: Float64Array
  readonly drifts: Float64Array
  readonly mixing: number
  /** Written: where the path ends, and its lowest point. */
  readonly position: Float64Array
  readonly minimum: Float64Array
}

function walk({ normals, triangle, drifts, mixing, position, minimum }: Walk): void {
  const assets = drifts.length
  position.fill(0)
  minimum.fill(0)
  for (let z = 0; z < normals.length; z += assets) {
    let at = 0
    for (let i = 0; i < assets; i++) {
      let sum = 0
      for (let k = 0; k <= i; k++) sum += (triangle[at++] as number) * (normals[z + k] as number)
      const next = (position[i] as number) + (drifts[i] as number) + mixing * sum
      position[i] = next
      if (next < (minimum[i] as number)) minimum[i] = next
    }
  }
}
