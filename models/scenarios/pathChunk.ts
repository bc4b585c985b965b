import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { pathCoefficients, type PathCoefficients, type PathModel } from './pathModel.js'
import { ZigguratNormals } from './zigguratNormals.js'

/** Paths that are walked at a time. */
const LANES = 4

/** Four paths' random numbers in, where they went out. */
interface FourPaths {
  /** Each path's normal numbers behind those of the one before, step by step, asset by asset; 4 x steps x n. */
  readonly normals: Float64Array
  /** Factor of each path's random part, length 4. */
  readonly mixing: Float64Array
  /** Written: each path's end (log), asset by asset, length 4 n. */
  readonly ends: Float64Array
  /** Written: each path's lowest point (log), at most 0, asset by asset, length 4 n. */
  readonly minima: Float64Array
}

/**
 * Walk four paths at a time: a coefficient that is read once serves all four, which takes half the time of walking one after another. No
 * path's sums depend on the other three.
 */
function walkFour({ assets, triangle, drifts }: PathCoefficients, { normals, mixing, ends, minima }: FourPaths): void {
  const stride = normals.length / LANES
  const mixA = mixing[0] as number
  const mixB = mixing[1] as number
  const mixC = mixing[2] as number
  const mixD = mixing[3] as number
  ends.fill(0)
  minima.fill(0)
  for (let z = 0; z < stride; z += assets) {
    let at = 0
    for (let i = 0; i < assets; i++) {
      const first = triangle[at++] as number
      let zk = z
      let a = first * (normals[zk] as number)
      let b = first * (normals[zk + stride] as number)
      let c = first * (normals[zk + 2 * stride] as number)
      let d = first * (normals[zk + 3 * stride] as number)
      for (let k = 1; k <= i; k++) {
        const factor = triangle[at++] as number
        zk = z + k
        a += factor * (normals[zk] as number)
        b += factor * (normals[zk + stride] as number)
        c += factor * (normals[zk + 2 * stride] as number)
        d += factor * (normals[zk + 3 * stride] as number)
      }
      const drift = drifts[i] as number
      const lane = i * LANES
      move(ends, minima, lane, drift + mixA * a)
      move(ends, minima, lane + 1, drift + mixB * b)
      move(ends, minima, lane + 2, drift + mixC * c)
      move(ends, minima, lane + 3, drift + mixD * d)
    }
  }
}

function move(ends: Float64Array, minima: Float64Array, index: number, increment: number): void {
  const end = (ends[index] as number) + increment
  ends[index] = end
  minima[index] = Math.min(minima[index] as number, end)
}

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

/**
 * Draw a chi-squared number from a stream that the caller owns: the gamma source of the distributions seeds a generator of its own, and
 * a path's numbers must all come from its chunk's.
 *
 * @param degreesOfFreedom - at least 2.
 * @source Marsaglia and Tsang, A Simple Method for Generating Gamma Variables, ACM Transactions on Mathematical Software 26 (2000)
 */
function chiSquaredDraw(degreesOfFreedom: number, stream: ZigguratNormals): number {
  const d = 0.5 * degreesOfFreedom - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = stream.next()
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(stream.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return 2 * d * v
  }
}
