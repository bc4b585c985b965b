import type { badDebtUsd } from '../../models/book/lossSummary.js'
import { lossForms } from '../../models/book/lossForms.js'
import { prepareLosses } from '../../models/book/preparedLosses.js'
import { MisalignedSeriesError } from '../../models/errors.js'
import type { ComputePool } from './computePool.js'
import { runChunks } from './runChunks.js'

/** Scenarios a task; no number depends on it. */
const SCENARIOS_PER_CHUNK = 1024

/**
 * Sum a book's bad debt in each scenario on a compute pool: bit for bit what badDebtUsd sums, whatever the number of threads.
 *
 * @throws as badDebtUsd.
 */
export async function computeBadDebt({
  pool,
  signal,
  book,
  shocks,
  count,
  ...terms
}: Parameters<typeof badDebtUsd>[0] & {
  readonly pool: ComputePool
  readonly signal?: AbortSignal | undefined
}): Promise<Float64Array> {
  for (const { asset, logReturns } of shocks) {
    if (logReturns.length !== count) {
      throw new MisalignedSeriesError(`the shock of ${asset} has ${logReturns.length} log returns for ${count} scenarios`)
    }
  }
  const assets = shocks.map(({ asset }) => asset)
  const prepared = prepareLosses(lossForms(book, terms, assets))
  const inputs = Array.from({ length: Math.ceil(count / SCENARIOS_PER_CHUNK) }, (_, chunk) => {
    const from = chunk * SCENARIOS_PER_CHUNK
    const to = Math.min(count, from + SCENARIOS_PER_CHUNK)
    // Copies: a part of an array would send all of it.
    return { prepared, logReturns: shocks.map(({ logReturns }) => logReturns.slice(from, to)), count: to - from }
  })
  const out = new Float64Array(count)
  const parts = await runChunks({ pool, name: 'lossesInScenarios', inputs, signal })
  for (const [chunk, part] of parts.entries()) out.set(part, chunk * SCENARIOS_PER_CHUNK)
  return out
}
