import { InvalidParameterError } from '../errors.js'
import { PATHS_PER_CHUNK, type PathOutcomes, pathChunk } from './pathChunk.js'
import type { PathModel } from './pathModel.js'

/**
 * Draw joint price paths and keep where each ends and its lowest point.
 *
 * @param count - paths.
 * @returns one array an asset, in the order of the model, of `count` values.
 * @throws {InvalidParameterError} when the count is no whole number of at least 0, and as pathChunk.
 */
export function correlatedPaths(model: PathModel, count: number): PathOutcomes {
  return joinChunks(
    chunksOf(count).map((chunk) => pathChunk({ model, count, chunk })),
    model.dailyVolatilities.length,
  )
}

/**
 * List the chunks of a set of paths, for whoever runs them apart.
 *
 * @throws {InvalidParameterError} when the count is no whole number of at least 0.
 */
export function chunksOf(count: number): number[] {
  if (!(Number.isSafeInteger(count) && count >= 0)) {
    throw new InvalidParameterError({ parameter: 'count', value: count, demand: 'a whole number of at least 0' })
  }
  return Array.from({ length: Math.ceil(count / PATHS_PER_CHUNK) }, (_, chunk) => chunk)
}

/** Put chunks behind each other, in the order given. */
export function joinChunks(chunks: readonly PathOutcomes[], assets: number): PathOutcomes {
  const join = (pick: (chunk: PathOutcomes) => readonly Float64Array[]) =>
    Array.from({ length: assets }, (_, asset) => concatenate(chunks.map((chunk) => pick(chunk)[asset] as Float64Array)))
  return { logReturns: join(({ logReturns }) => logReturns), logMinima: join(({ logMinima }) => logMinima) }
}

function concatenate(parts: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    out.set(part, offset)
    offset += part.length
  }
  return out
}
