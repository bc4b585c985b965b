import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { ApplicationFailure, defaultPayloadConverter } from '@temporalio/common'
import type { Hex } from 'viem'
import type { LocalSystem } from '../../local/system/startLocalSystem.js'
import { localAccounts } from '../../local/accounts.js'
import { moveClock } from '../../local/system/moveClock.js'
import { carryThrough } from '../../local/up/carryThrough.js'
import { readProposal, readProposalView, signProposal } from '../../client/proposals.js'
import { recordHistory } from '../support/recordHistory.js'
import { recalibrate, startTestSystem } from '../support/testSystem.js'
import { until } from '../support/until.js'
import { untilViewed } from '../support/untilViewed.js'

const waitingFor = (system: LocalSystem, id: string, state: string) => untilViewed(system, id, (view) => view.state === state)

describe('a proposal that waits for long', () => {
  let system: LocalSystem

  beforeAll(async () => {
    system = await startTestSystem({ pollInterval: '1ms' })
  })
  afterAll(() => system?.stop())

  it('behavior: hundreds of polls write no event', async () => {
    const { proposalWorkflowId } = await recalibrate(system)
    const handle = system.client.workflow.getHandle(proposalWorkflowId ?? '')
    await waitingFor(system, proposalWorkflowId ?? '', 'awaitingSignatures')
    const polls = async (): Promise<number> => {
      const { raw } = await handle.describe()
      const watch = raw.pendingActivities?.find(({ activityType }) => activityType?.name === 'watchRoute')
      const payload = watch?.heartbeatDetails?.payloads?.[0]
      return payload == null ? 0 : (defaultPayloadConverter.fromPayload<{ polls: number } | undefined>(payload)?.polls ?? 0)
    }
    // The watch runs: what led to it is written.
    await until('the watch has asked', async () => (await polls()) > 0)
    const before = (await handle.fetchHistory()).events?.length ?? 0
    await until('the watch has asked 500 times', async () => (await polls()) >= 500)
    expect((await handle.fetchHistory()).events?.length).toBe(before)
    expect(before).toBeLessThan(100)
  })
})

describe('a proposal whose history grows long', () => {
  let system: LocalSystem
  let snapshot: Hex
  /** Breaks what a test wants broken, by kill point. */
  let breakAt: (name: string) => void = () => {}

  beforeAll(async () => {
    system = await startTestSystem({
      dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': 30 },
      killPoint: (name) => breakAt(name),
    })
  })
  afterAll(() => system?.stop())
  // Each begins on the same chain.
  beforeEach(async () => {
    snapshot = await system.chain.snapshot()
  })
  afterEach(async () => {
    breakAt = () => {}
    await system.chain.revert({ id: snapshot })
  })

  it('behavior: goes on in new runs, with its signatures, to one execution', async () => {
    const { proposalWorkflowId } = await recalibrate(system)
    const view = await carryThrough(system, proposalWorkflowId ?? '', () => {})
    expect(view.state).toBe('verified')
    expect(view.signatures).toHaveLength(2)
    expect(view.transactions.map(({ purpose }) => purpose)).toEqual(['schedule', 'execute'])
    const runs = []
    for await (const { runId, status } of system.client.workflow.list({ query: `WorkflowId = '${proposalWorkflowId}'` }))
      runs.push({ runId, status: status.name })
    const continued = runs.filter(({ status }) => status === 'CONTINUED_AS_NEW')
    expect(continued.length).toBeGreaterThan(0)
    for (const [i, { runId }] of runs.entries())
      await recordHistory(system, `proposal-continued-${runs.length - i}`, proposalWorkflowId ?? '', runId)
  })

  it('behavior: where it cannot be sent for long, goes on in new runs between its tries, and is sent once the relayer has funds', async () => {
    const { address } = localAccounts().relayer
    const funds = await system.chain.getBalance({ address })
    await system.chain.setBalance({ address, value: 1n })
    const id = (await recalibrate(system)).proposalWorkflowId ?? ''
    const carried = carryThrough(system, id, () => {})
    const runs = async () => {
      const found: string[] = []
      const query = `WorkflowId = '${id}' AND ExecutionStatus = 'ContinuedAsNew'`
      for await (const { runId } of system.client.workflow.list({ query })) found.push(runId)
      return found
    }
    const { fault } = await untilViewed(system, id, (view) => view.fault !== null)
    expect(fault).toMatch(/does not take the transaction/)
    const before = (await runs()).length
    // Each new run tries at once and pauses again: the second of them was resumed within a pause.
    await until('two more runs', async () => (await runs()).length >= before + 2)
    const paused = (await runs())[0]
    await system.chain.setBalance({ address, value: funds })
    const view = await carried
    expect(view.state).toBe('verified')
    expect(view.signatures).toHaveLength(2)
    expect(view.transactions.map(({ purpose }) => purpose)).toEqual(['schedule', 'execute'])
    await recordHistory(system, 'proposal-continued-in-a-pause', id, paused)
  })

  it('behavior: where its check and its verification break down, names the fault, goes on in new runs, and is verified once it has passed', async () => {
    let broken: 'checkProposal' | 'verifyExecution' | null = 'checkProposal'
    breakAt = (name) => {
      if (name === `${broken}:start`) throw ApplicationFailure.nonRetryable(`no evidence for ${broken}`, 'EVIDENCE_MISSING')
    }
    const id = (await recalibrate(system)).proposalWorkflowId ?? ''
    const handle = system.client.workflow.getHandle(id)
    // A pause of minutes ends with the run: whatever makes the history longer brings the next one.
    const untilContinued = async () => {
      const { runId } = await handle.describe()
      await until('a new run', async () => {
        await handle.signal('nudge')
        return (await handle.describe()).runId !== runId
      })
      return runId
    }
    expect((await untilViewed(system, id, ({ fault }) => fault !== null)).state).toBe('drafted')
    const checked = await untilContinued()
    expect(await untilViewed(system, id, ({ fault }) => fault !== null)).toMatchObject({
      state: 'drafted',
      fault: 'no evidence for checkProposal',
    })
    broken = 'verifyExecution'
    await untilContinued()
    await untilViewed(system, id, ({ state, fault }) => state === 'awaitingSignatures' && fault === null)
    const carried = carryThrough(system, id, () => {})
    expect(await untilViewed(system, id, ({ fault }) => fault !== null)).toMatchObject({
      state: 'executed',
      fault: 'no evidence for verifyExecution',
    })
    const verifying = await untilContinued()
    await untilViewed(system, id, ({ state, fault }) => state === 'executed' && fault !== null)
    broken = null
    expect(await carried).toMatchObject({ state: 'verified', fault: null })
    await recordHistory(system, 'proposal-continued-in-its-check', id, checked)
    await recordHistory(system, 'proposal-continued-in-its-verification', id, verifying)
    await recordHistory(system, 'proposal-verified-after-faults', id)
  })

  // The last one: its proposal is not over.
  it('behavior: while a signature is held up the chain is watched, and a new run waits for the handlers', async () => {
    const id = (await recalibrate(system)).proposalWorkflowId ?? ''
    await waitingFor(system, id, 'awaitingSignatures')
    const proposal = await readProposal(system.client, id)
    const { safeTxHash } = proposal.route.rounds[0]?.hashes ?? {}
    let isHeldUp = true
    breakAt = (name) => {
      if (isHeldUp && name === 'verifySignature:start') throw new Error('held up')
    }
    const request = { purpose: 'schedule', safeTxHash: safeTxHash ?? '0x', signature: `0x${'11'.repeat(64)}1b` } as const
    const signing = Array.from({ length: 8 }, () => signProposal(system.client, id, request).catch(() => undefined))
    const handle = system.client.workflow.getHandle(id)
    await until('the history is long', async () => ((await handle.fetchHistory()).events?.length ?? 0) >= 40)
    await moveClock(system, proposal.expiresAtSeconds + 1)
    expect(await waitingFor(system, id, 'ending')).toMatchObject({ ending: { outcome: 'expired' } })
    const { runId } = await handle.describe()
    isHeldUp = false
    await Promise.all(signing)
    await until('a new run', async () => (await handle.describe()).runId !== runId)
    expect((await readProposalView(system.client, id)).state).toBe('ending')
    await recordHistory(system, 'proposal-continued-after-handlers', id, runId)
  })
})

describe('a proposal whose watch breaks down as its history becomes long', () => {
  const LIMIT = 40
  let system: LocalSystem
  let watch: 'heldUp' | 'breaking' | 'free' = 'heldUp'

  beforeAll(async () => {
    system = await startTestSystem({
      dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': LIMIT },
      killPoint: (name) => {
        if (name !== 'watchRoute:start' || watch === 'free') return
        if (watch === 'heldUp') throw new Error('held up')
        watch = 'free'
        throw ApplicationFailure.nonRetryable('no such market here', 'UNKNOWN_MARKET')
      },
    })
  })
  afterAll(() => system?.stop())

  it('behavior: is watched once, and goes on in a new run', async () => {
    const id = (await recalibrate(system)).proposalWorkflowId ?? ''
    await waitingFor(system, id, 'awaitingSignatures')
    const handle = system.client.workflow.getHandle(id)
    const events = async () => (await handle.fetchHistory()).events?.length ?? 0
    const { runId } = await handle.describe()
    // The task that tells of the watch must be the first in which the history counts as long: it comes four events later.
    while ((await events()) < LIMIT - 3) {
      const before = await events()
      await handle.signal('nudge')
      await until('four more events', async () => (await events()) >= before + 4)
    }
    watch = 'breaking'
    await until('a new run', async () => (await handle.describe()).runId !== runId)
    const { raw } = await handle.describe()
    expect(raw.pendingActivities?.filter(({ activityType }) => activityType?.name === 'watchRoute').length).toBeLessThanOrEqual(1)
    await recordHistory(system, 'proposal-continued-after-a-broken-watch', id, runId)
  })
})
