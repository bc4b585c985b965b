import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { localVariables } from '../../local/system/environmentNames.js'
import type { LocalSystem } from '../../local/system/startLocalSystem.js'
import { carryThrough } from '../../local/up/carryThrough.js'
import { type FaultyRpc, startFaultyRpc } from '../support/faultyRpc.js'
import { startPlimsoll } from '../support/plimsoll.js'
import { recalibrate, startTestSystem } from '../support/testSystem.js'
import { until } from '../support/until.js'
import { untilViewed } from '../support/untilViewed.js'

/** What a worker gives its running steps after the first signal, unless told otherwise. */
const GRACE_MS = 30_000

let system: LocalSystem
let node: FaultyRpc
let worker: ChildProcess
let log = ''

beforeAll(async () => {
  system = await startTestSystem({ hasWorker: false })
  node = await startFaultyRpc(system.rpcUrl)
  await startWorker()
})
afterAll(async () => {
  worker?.kill('SIGKILL')
  await node?.close()
  await system?.stop()
})

async function startWorker(): Promise<void> {
  log = ''
  worker = await startPlimsoll(['worker', '--config', system.configFile], {
    ...system.variables,
    [localVariables.rpcUrl]: node.url,
  })
  worker.stderr?.on('data', (chunk: Buffer) => {
    log += chunk.toString()
  })
  await until('the worker is ready', () => log.includes('worker ready'))
}

/** Send a signal and tell the exit code, and in how many milliseconds the process was gone. */
async function ended(signal: NodeJS.Signals): Promise<{ code: number | null; ms: number }> {
  const sentAt = performance.now()
  const closed = new Promise<number | null>((resolve) => worker.once('close', resolve))
  worker.kill(signal)
  return { code: await closed, ms: performance.now() - sentAt }
}

describe('plimsoll worker', () => {
  let id: string
  const watch = async () => {
    const { raw } = await system.client.workflow.getHandle(id).describe()
    return raw.pendingActivities?.find(({ activityType }) => activityType?.name === 'watchRoute')
  }
  const events = async () => (await system.client.workflow.getHandle(id).fetchHistory()).events?.length

  it.each([
    ['a proposal waits on the chain', null],
    ['its node does not answer a waiting proposal', { kind: 'hang' } as const],
  ])('behavior: stops at once while %s, and adds no event to its history', async (_, fault) => {
    id ??= (await recalibrate(system)).proposalWorkflowId ?? ''
    await untilViewed(system, id, ({ state }) => state === 'awaitingSignatures')
    const attempt = async () => (await watch())?.attempt ?? 0
    const isWatched = async () => (await watch())?.lastStartedTime != null && (await watch())?.state === 2
    await until('the route is watched', isWatched)
    const attemptBefore = await attempt()
    const before = await events()
    node.fault = () => fault ?? undefined
    const asked = node.calls.length
    await until('the node is asked', () => node.calls.length > asked)
    const { code, ms } = await ended('SIGTERM')
    expect({ code, isSoon: ms < GRACE_MS / 2 }).toEqual({ code: 143, isSoon: true })
    expect(log).toContain('worker stopped')
    expect(await watch()).toMatchObject({ lastFailure: { applicationFailureInfo: { type: 'WORKER_STOPPING' } } })
    expect(await events()).toBe(before)

    node.fault = null
    await startWorker()
    await until('the route is watched', isWatched)
    expect(await attempt()).toBe(attemptBefore + 1)
  })

  it('behavior: the proposal goes on at the next worker, to the verified change', async () => {
    const view = await carryThrough(system, id, () => {})
    expect(view).toMatchObject({ state: 'verified', fault: null })
  })

  it('behavior: the first SIGTERM gives a running step its grace, the second ends it at once', async () => {
    node.fault = () => ({ kind: 'hang' })
    const asked = node.calls.length
    const run = recalibrate(system).catch(() => undefined)
    await until('the node is asked', () => node.calls.length > asked)
    worker.kill('SIGTERM')
    await sleep(1_500)
    expect(worker.exitCode).toBeNull()
    const { code, ms } = await ended('SIGTERM')
    expect({ code, isSoon: ms < GRACE_MS / 2 }).toEqual({ code: 143, isSoon: true })
    const running = system.client.workflow.list({ query: "ExecutionStatus = 'Running'" })
    for await (const { workflowId } of running) await system.client.workflow.getHandle(workflowId).terminate()
    await run
  })
})
