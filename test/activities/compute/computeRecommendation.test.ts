import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { computeRecommendation } from '../../../activities/compute/computeRecommendation.js'
import { createComputePool } from '../../../activities/compute/createComputePool.js'
import { inlineCompute } from '../../../activities/compute/inlineCompute.js'
import { canonicalJson } from '../../../core/canonicalJson.js'
import { marketSnapshotSchema } from '../../../models/data/marketSnapshot.js'
import { aaveV3StateSchema } from '../../../proposals/targets/aaveV3/aaveV3State.js'
import { collateralRecommendation, recommendationSchema } from '../../../models/policy/collateral/recommendation.js'
import { evidenceManifestSchema } from '../../../proposals/evidenceManifest.js'
import { marketConfigSchema } from '../../../proposals/marketConfig.js'
import { builtCli } from '../../support/builtCli.js'
import { type StoredProposal, storedProposal } from '../../client/verify/support/storedProposal.js'
import { aaveState } from '../../proposals/support/aaveState.js'

describe('computeRecommendation', () => {
  let stored: StoredProposal
  let input: Omit<Parameters<typeof computeRecommendation>[0], 'compute'>
  let expected: string
  let entry: string

  beforeAll(async () => {
    entry = join(dirname(dirname(await builtCli())), 'activities', 'compute', 'computeWorker.js')
    stored = await storedProposal()
    const { evidence, proposal } = stored
    const manifest = await evidence.get(proposal.evidence, evidenceManifestSchema)
    input = {
      config: await evidence.get(manifest.configuration, marketConfigSchema),
      snapshot: await evidence.get(manifest.snapshot, marketSnapshotSchema),
      state: await evidence.get(manifest.state, aaveV3StateSchema),
    }
    // Made by recommendationFrom, in one thread.
    expected = canonicalJson(await evidence.get(proposal.recommendation, recommendationSchema))
  })
  afterAll(() => rm(stored.folder, { recursive: true, force: true }))

  it.each([1, 2, 3])('default: %i threads change no byte', async (threads) => {
    const compute = createComputePool({ threads, entry })
    try {
      expect(canonicalJson(await computeRecommendation({ ...input, compute }))).toBe(expected)
    } finally {
      await compute.close()
    }
  })

  it('default: neither does the calling thread', async () => {
    expect(canonicalJson(await computeRecommendation({ ...input, compute: inlineCompute() }))).toBe(expected)
  })

  it('behavior: an asset that cannot be modelled keeps its parameters, with the same reason on a thread', async () => {
    const compute = createComputePool({ threads: 2, entry })
    const snapshot = {
      ...input.snapshot,
      assets: input.snapshot.assets.map((data, i) =>
        i > 0 || data.daily === null ? data : { ...data, daily: { ...data.daily, close: data.daily.close.map(() => 7) } },
      ),
    }
    try {
      const there = await computeRecommendation({ ...input, snapshot, compute })
      expect(canonicalJson(there)).toBe(
        canonicalJson(await computeRecommendation({ ...input, snapshot, compute: inlineCompute() })),
      )
      expect(collateralRecommendation(there)?.assets.flatMap(({ reasons }) => reasons.map(({ code }) => code))).toContain(
        'modelFailed',
      )
    } finally {
      await compute.close()
    }
  })

  it('error: a state of another market, and a run that is cancelled', async () => {
    const compute = createComputePool({ threads: 2, entry })
    try {
      const state = { ...input.state, reserves: aaveState(input.state).reserves.slice(1) }
      await expect(computeRecommendation({ ...input, state, compute })).rejects.toMatchObject({ code: 'INCONSISTENT_STATE' })
      const signal = AbortSignal.abort(new Error('stopped'))
      await expect(computeRecommendation({ ...input, compute, signal })).rejects.toThrow('stopped')
    } finally {
      await compute.close()
    }
  })
})
