import { chunksOf, joinChunks } from '../../models/scenarios/correlatedPaths.js'
import type { PathOutcomes } from '../../models/scenarios/pathChunk.js'
import type { PathModel } from '../../models/scenarios/pathModel.js'
import type { ComputePool } from './computePool.js'
import { runChunks } from './runChunks.js'

/** Draw joint price paths on a compute pool: bit for bit what correlatedPaths draws, whatever the number of threads. */
export async function computePaths({
  pool,
  model,
  count,
  signal,
}: {
  readonly pool: ComputePool
  readonly model: PathModel
  readonly count: number
  readonly signal?: AbortSignal | undefined
}): Promise<PathOutcomes> {
  const inputs = chunksOf(count).map((chunk) => ({ model, count, chunk }))
  return joinChunks(await runChunks({ pool, name: 'pathChunk', inputs, signal }), model.dailyVolatilities.length)
}
