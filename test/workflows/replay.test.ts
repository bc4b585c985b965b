import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { DeterminismViolationError } from '@temporalio/workflow'
import { Worker, type WorkflowBundle } from '@temporalio/worker'
import { cacheDir } from '../../config/environment.js'
import { quietRuntime } from '../../worker/runtime/quietRuntime.js'
import { workflowBundle } from '../../worker/workflowBundle.js'
import { historiesFolder } from '../support/recordHistory.js'

interface Recorded {
  readonly workflowId: string
  readonly history: { readonly events: readonly Record<string, unknown>[] }
}

/** Paths that must be among the recorded ones. */
const NEEDED = [
  'proposal-continued-1',
  'proposal-continued-after-a-broken-watch',
  'proposal-continued-after-handlers',
  'proposal-continued-in-its-check',
  'proposal-continued-in-its-verification',
  'proposal-drifted-before-execution',
  'proposal-drifted-before-signing',
  'proposal-ended-in-a-pause',
  'proposal-expired-after-scheduling',
  'proposal-expired-while-signing',
  'proposal-failed',
  'proposal-rejected',
  'proposal-scheduled-by-others',
  'proposal-superseded',
  'proposal-verified',
  'proposal-verified-after-faults',
  'proposal-vetoed',
  'proposal-withheld',
  'recalibration-late',
  'recalibration-proposed',
  'relayer-continued',
  'relayer-two-transactions',
]

const recorded = async (name: string): Promise<Recorded> =>
  JSON.parse(await readFile(join(historiesFolder, `${name}.json`), 'utf8'))
const names = (await readdir(historiesFolder))
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length))

describe('recorded histories', () => {
  let bundle: WorkflowBundle

  beforeAll(async () => {
    quietRuntime()
    bundle = await workflowBundle(cacheDir())
  })

  const replay = async ({ workflowId, history }: Recorded) =>
    Worker.runReplayHistory({ workflowBundle: bundle }, history, workflowId)

  it('behavior: every path is there', () => {
    expect(names).toEqual(expect.arrayContaining(NEEDED))
  })

  it.each(names)('replay: %s', async (name) => {
    await expect(replay(await recorded(name))).resolves.toBeUndefined()
  })

  it('error: a history of other steps is refused', async () => {
    const { workflowId, history } = await recorded('proposal-verified')
    const text = JSON.stringify(history).replace('"name":"simulateProposal"', '"name":"skipTheSimulation"')
    expect(text).not.toBe(JSON.stringify(history))
    await expect(replay({ workflowId, history: JSON.parse(text) })).rejects.toThrow(DeterminismViolationError)
  })
})
