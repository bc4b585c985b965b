import { describe, expect, it } from '@jest/globals'
import type { ComputePool } from '../../../activities/compute/computePool.js'
import { inlineCompute } from '../../../activities/compute/inlineCompute.js'
import { runChunks } from '../../../activities/compute/runChunks.js'
import type { PathModel } from '../../../models/scenarios/pathModel.js'

const model: PathModel = {
  dailyVolatilities: [0.03],
  correlation: [[1]],
  increments: { kind: 'normal' },
  horizonHours: 24,
  steps: 2,
  seed: 1,
}
const inputs = [3, 1, 2].map((count) => ({ model, count, chunk: 0 }))

describe('runChunks', () => {
  it('default: results in the order of the inputs', async () => {
    const outcomes = await runChunks({ pool: inlineCompute(), name: 'pathChunk', inputs })
    expect(outcomes.map(({ logReturns }) => logReturns[0]?.length)).toEqual([3, 1, 2])
    expect(await runChunks({ pool: inlineCompute(), name: 'pathChunk', inputs: [] })).toEqual([])
  })

  it('behavior: the first failure ends the others', async () => {
    const failure = new Error('the second failed')
    const signals: AbortSignal[] = []
    const pool: ComputePool = {
      run(_name, _input, { signal } = {}) {
        signals.push(signal as AbortSignal)
        return signals.length === 2 ? Promise.reject(failure) : new Promise(() => undefined)
      },
      close: async () => undefined,
    }
    await expect(runChunks({ pool, name: 'pathChunk', inputs })).rejects.toBe(failure)
    expect(signals.map(({ reason }) => reason)).toEqual([failure, failure, failure])
  })

  it("error: the signal's reason", async () => {
    const reason = new Error('enough')
    const run = runChunks({ pool: inlineCompute(), name: 'pathChunk', inputs, signal: AbortSignal.abort(reason) })
    await expect(run).rejects.toBe(reason)
  })
})
