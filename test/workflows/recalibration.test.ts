import { cp, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../activities/process/projectRoot.js'
import { type LocalSystem, onlyMarket } from '../../local/system/startLocalSystem.js'
import { ensureSchedule, scheduledRun } from '../../local/up/scheduledRun.js'
import { marketSnapshotSchema } from '../../models/data/marketSnapshot.js'
import { evidenceManifestSchema } from '../../proposals/evidenceManifest.js'
import { onSchedule } from '../../client/schedules.js'
import type { RecalibrationResult } from '../../workflows/recalibration/recalibrationWorkflow.js'
import { recordHistory } from '../support/recordHistory.js'
import { recalibrate, recalibrationInput, startTestSystem } from '../support/testSystem.js'

describe('recalibrationWorkflow', () => {
  let system: LocalSystem

  let examples: string

  beforeAll(async () => {
    // Its own copy: a file of it is taken away, and other tests read the example at the same time.
    examples = await mkdtemp(join(tmpdir(), 'plimsoll-examples-'))
    await cp(join(projectRoot(), 'examples'), examples, { recursive: true })
    system = await startTestSystem({ template: join(examples, 'local.yaml') })
  })
  afterAll(async () => {
    await system?.stop()
    await rm(examples, { recursive: true, force: true })
  })

  const snapshotOf = async ({ manifest }: RecalibrationResult) => {
    const { evidence } = system
    return evidence.get((await evidence.get(manifest, evidenceManifestSchema)).snapshot, marketSnapshotSchema)
  }

  it('behavior: a dry run computes and stores, and proposes nothing', async () => {
    const result = await recalibrate(system, { isDryRun: true })
    expect(result.outcome).toBe('dryRun')
    expect(result.changes.length).toBeGreaterThan(1)
    expect(result.proposalWorkflowId).toBeNull()
    const { assets } = await snapshotOf(result)
    const findings = assets.flatMap((asset) => asset.findings)
    expect(findings.some(({ kind, asset, observed }) => kind === 'badPrint' && asset === 'LINK' && observed === 0.0001)).toBe(
      true,
    )
    expect(findings.some(({ kind, asset }) => kind === 'singleSource' && asset === 'AAVE')).toBe(true)
  })

  it('behavior: the same evidence gives the same recommendation', async () => {
    const [first, second] = [await recalibrate(system, { isDryRun: true }), await recalibrate(system, { isDryRun: true })]
    expect(second.recommendation).toEqual(first.recommendation)
    expect(second.manifest).toEqual(first.manifest)
  })

  it('behavior: a backfilled run is older than the catch-up window: computed, stored, never proposed', async () => {
    const { market } = onlyMarket(system.loaded)
    await ensureSchedule(system, recalibrationInput(system))
    const tenDaysAgo = new Date(Date.now() - 10 * 86_400_000)
    await onSchedule(system.client, market.id, (handle) =>
      handle.backfill({ start: new Date(tenDaysAgo.getTime() - 86_400_000), end: tenDaysAgo, overlap: 'ALLOW_ALL' }),
    )
    let workflowId: string | undefined
    while (workflowId === undefined) {
      const { info } = await onSchedule(system.client, market.id, (handle) => handle.describe())
      const action = info.recentActions[0]?.action
      if (action !== undefined && 'workflow' in action) workflowId = action.workflow.workflowId
      await sleep(100)
    }
    const result = (await system.client.workflow.getHandle(workflowId).result()) as RecalibrationResult
    expect(result.outcome).toBe('late')
    expect(Date.parse(result.scheduledAt)).toBeLessThan(Date.now() - 9 * 86_400_000)
    expect(result.changes.length).toBeGreaterThan(1)
    expect(result.proposalWorkflowId).toBeNull()
    await recordHistory(system, 'recalibration-late', workflowId)
  })

  it('behavior: a source that fails is named; its assets are held to one source', async () => {
    const { market } = onlyMarket(system.loaded)
    const index = market.sources.find(({ name }) => name === 'index')
    if (index?.path === undefined) throw new Error('the template lost its index source')
    const file = join(system.loaded.baseDir, index.path)
    await rename(file, `${file}.away`)
    try {
      const result = await recalibrate(system, { isDryRun: true })
      expect(result.failedSources.map(({ asset, source }) => `${asset} ${source}`).sort()).toEqual([
        'LINK index',
        'WBTC index',
        'WETH index',
      ])
      const { assets } = await snapshotOf(result)
      expect(assets.every(({ isSingleSource }) => isSingleSource)).toBe(true)
      expect(assets.flatMap((asset) => asset.findings).filter(({ kind }) => kind === 'sourceFailed')).toHaveLength(3)
      for (const { from, to } of result.changes.filter(({ parameter }) => parameter === 'ltBps'))
        expect(Number(to)).toBeLessThanOrEqual(Number(from))
    } finally {
      await rename(`${file}.away`, file)
    }
  })

  it('behavior: a triggered run of the schedule proposes', async () => {
    const { market } = onlyMarket(system.loaded)
    const { result } = await scheduledRun(system, market.id, 2)
    expect(result.outcome).toBe('proposed')
  })
})
