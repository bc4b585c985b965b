import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { ApplicationFailure } from '@temporalio/common'
import { type LocalSystem, onlyMarket } from '../../local/system/startLocalSystem.js'
import { earlierRun, ensureSchedule } from '../../local/up/scheduledRun.js'
import { startRecalibration } from '../../client/recalibrations.js'
import { onSchedule } from '../../client/schedules.js'
import { triggerSchedule } from '../../client/triggerSchedule.js'
import type { RecalibrationInput, RecalibrationResult } from '../../workflows/recalibration/recalibrationWorkflow.js'
import { recalibrationId, reservationId } from '../../workflows/workflowIds.js'
import { recalibrate, recalibrationInput, startTestSystem } from '../support/testSystem.js'
import { until as untilThere } from '../support/until.js'
import { untilViewed } from '../support/untilViewed.js'

const RUNNING = 'RUNNING'

/** Models that run in the test's own thread keep it from telling that they live. */
const patientTimeouts = ({ loaded }: LocalSystem) => ({
  ...loaded.config.temporal.timeouts,
  compute: { startToClose: '10m', heartbeat: '10m' },
})

const until = (isThere: () => Promise<boolean>) => untilThere('what the engine is to show', isThere)

describe('one run of a market at a time', () => {
  let system: LocalSystem
  /** Whether runs wait in their first step. */
  let isHeld = false
  /** Whether runs fail in their first step, for good. */
  let isBroken = false

  beforeAll(async () => {
    system = await startTestSystem({
      killPoint: (name) => {
        if (name !== 'planRecalibration:start') return
        if (isBroken) throw ApplicationFailure.nonRetryable('broken', 'BROKEN')
        if (isHeld) throw new Error('held up')
      },
    })
    await ensureSchedule(system, recalibrationInput(system))
  })
  afterAll(() => system?.stop())
  afterEach(() => {
    isHeld = false
    isBroken = false
  })

  const market = () => onlyMarket(system.loaded).market.id
  const statusOf = async (workflowId: string) => (await system.client.workflow.getHandle(workflowId).describe()).status.name
  const resultOf = (workflowId: string) => system.client.workflow.getHandle(workflowId).result()
  const trigger = () => triggerSchedule(system.client, market())
  const described = () => onSchedule(system.client, market(), (handle) => handle.describe())
  const startUnder = (workflowId: string, over: Partial<RecalibrationInput> = {}) =>
    system.client.workflow.execute('recalibrationWorkflow', {
      workflowId,
      taskQueue: system.loaded.config.temporal.taskQueue,
      args: [recalibrationInput(system, { timeouts: patientTimeouts(system), ...over })],
    }) as Promise<RecalibrationResult>
  const startedHeld = async () => {
    isHeld = true
    const handle = await startRecalibration({
      client: system.client,
      taskQueue: system.loaded.config.temporal.taskQueue,
      startedAt: new Date(),
      input: recalibrationInput(system),
    })
    return handle.workflowId
  }

  it('error: RecalibrationRunning for a second run by hand, and for a trigger beside it', async () => {
    const id = await startedHeld()
    await expect(recalibrate(system)).rejects.toMatchObject({ code: 'RECALIBRATION_RUNNING' })
    await expect(trigger()).rejects.toMatchObject({ code: 'RECALIBRATION_RUNNING' })
    const { info } = await described()
    expect([info.numActionsTaken, info.numActionsSkippedOverlap]).toEqual([0, 0])
    await system.client.workflow.getHandle(id).terminate()
  })

  it('behavior: of three triggers at once one starts a run, and the others say that they started none', async () => {
    await onSchedule(system.client, market(), (handle) => handle.unpause())
    isHeld = true
    const answers = await Promise.allSettled([trigger(), trigger(), trigger()])
    const started = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.code] : []))
    expect(refused).toEqual(['RECALIBRATION_RUNNING', 'RECALIBRATION_RUNNING'])
    expect(started).toMatchObject([{ isUnderWay: true }])
    await expect(trigger()).rejects.toMatchObject({ code: 'RECALIBRATION_RUNNING' })
    expect((await described()).info.numActionsTaken).toBe(1)

    // A run of the timetable that the server lets through all the same finds the market's run.
    // Its id ends in the second of its start: within the first one's second the server would take it for the same.
    const startedAtMs = Date.parse(/\d{4}-\d{2}-\d{2}T[\d:]+Z$/.exec(started[0]?.workflowId ?? '')?.[0] ?? '')
    await untilThere('another second has begun', () => Date.now() > startedAtMs + 2_000)
    await onSchedule(system.client, market(), (handle) => handle.trigger('ALLOW_ALL'))
    const beside = async () => (await described()).info.recentActions[1]?.action
    await until(async () => (await beside()) !== undefined)
    const action = await beside()
    const besideId = action !== undefined && 'workflow' in action ? action.workflow.workflowId : ''
    expect(besideId).not.toBe(started[0]?.workflowId)
    expect(await resultOf(besideId)).toMatchObject({ outcome: 'alreadyRunning' })

    // Terminated, a run takes its recalibration with it, and does not pause its schedule; one that fails does.
    const { workflowId } = started[0] ?? { workflowId: '' }
    await system.client.workflow.getHandle(workflowId).terminate()
    await until(async () => (await statusOf(recalibrationId(market()))) !== RUNNING)
    await until(async () => (await described()).info.runningActions.length === 0)
    expect((await described()).state.paused).toBe(false)
    isBroken = true
    const failing = await trigger()
    await expect(resultOf(failing.workflowId)).rejects.toMatchObject({ name: 'WorkflowFailedError' })
    await until(async () => (await described()).state.paused)
    expect(await statusOf(workflowId)).toBe('TERMINATED')
  })

  it('behavior: the first run is found after more than the ten that a schedule remembers', async () => {
    const first = await earlierRun(system.client, market(), 1)
    expect(first).toBeDefined()
    const held = await startedHeld()
    const end = new Date(Date.now() - 20 * 86_400_000)
    await onSchedule(system.client, market(), (handle) =>
      handle.backfill({ start: new Date(end.getTime() - 12 * 86_400_000), end, overlap: 'ALLOW_ALL' }),
    )
    await until(async () => (await described()).info.numActionsTaken > 12)
    expect((await described()).info.recentActions).toHaveLength(10)
    expect(await earlierRun(system.client, market(), 1)).toBe(first)
    expect(await earlierRun(system.client, market(), 100)).toBeUndefined()
    await system.client.workflow.getHandle(held).terminate()
  })

  it('behavior: two runs that get past it at once reserve the market: one proposes, and its proposal stays', async () => {
    // An hour after their time, which the schedule spreads over two.
    const scheduledAt = new Date(Date.now() - 3_600_000).toISOString()
    const times = { scheduledAt, catchUpWindow: '10s', jitter: '2h' }
    const results = await Promise.all(['one', 'other'].map((name) => startUnder(`recalibration/${name}`, times)))
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['proposalPending', 'proposed'])
    const [id, ...others] = new Set(results.map(({ proposalWorkflowId }) => proposalWorkflowId))
    expect(others).toEqual([])
    const { checks } = await untilViewed(system, id ?? '', ({ state }) => state === 'awaitingSignatures')
    expect(checks.filter(({ severity }) => severity === 'error')).toEqual([])

    // Whatever ends the proposal frees the market.
    expect(await statusOf(reservationId(market()))).toBe(RUNNING)
    await system.client.workflow.getHandle(id ?? '').terminate()
    await until(async () => (await statusOf(reservationId(market()))) === 'COMPLETED')
  })
})
