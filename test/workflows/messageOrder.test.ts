import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { isGrpcServiceError, WorkflowFailedError, type WorkflowHandle } from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import proto from '@temporalio/proto'
import { inlineCompute } from '../../activities/compute/inlineCompute.js'
import { signRound } from '../../activities/safe/signRound.js'
import { localAccounts, privateKeyOf } from '../../local/accounts.js'
import type { LocalSystem } from '../../local/system/startLocalSystem.js'
import { decisionTypedData } from '../../proposals/decision.js'
import type { Proposal } from '../../proposals/proposal.js'
import { readProposal, readProposalView, signProposal } from '../../client/proposals.js'
import { type StartedWorker, startWorker } from '../../worker/startWorker.js'
import type { proposalWorkflow } from '../../workflows/proposal/proposalWorkflow.js'
import { initialMachine } from '../../workflows/proposal/machine.js'
import { rejectUpdate, signUpdate, viewQuery } from '../../workflows/proposal/messages.js'
import { recalibrate, recalibrationInput, startTestSystem } from '../support/testSystem.js'
import { until } from '../support/until.js'
import { untilViewed } from '../support/untilViewed.js'

const { owners } = localAccounts()
const NOT_FOUND = 5

describe('messages to a proposal', () => {
  let system: LocalSystem
  let proposal: Proposal
  /** Attempts of an activity that fail from now on. */
  const failing: Record<string, number> = {}
  const killPoint = (name: string) => {
    const left = failing[name] ?? 0
    if (left === 0) return
    failing[name] = left - 1
    throw new Error('held up')
  }

  beforeAll(async () => {
    system = await startTestSystem({ killPoint })
    const timeouts = { ...system.loaded.config.temporal.timeouts, compute: { startToClose: '10m', heartbeat: '10m' } }
    const { proposalWorkflowId } = await recalibrate(system, { timeouts })
    proposal = await readProposal(system.client, proposalWorkflowId ?? '')
    await untilViewed(system, proposal.proposalId, ({ state }) => state === 'awaitingSignatures')
  })
  afterAll(() => system?.stop())

  const round = () => proposal.route.rounds[0] as Proposal['route']['rounds'][number]

  it('behavior: an earlier rejection that waits for the first task is decided before a later signature counts', async () => {
    // As after a new run has begun while no worker was there; the queue is served once the messages wait.
    const taskQueue = 'served-later'
    const { timeouts } = system.loaded.config.temporal
    const { threshold } = await readProposalView(system.client, proposal.proposalId)
    const machine = {
      ...initialMachine(proposal.route),
      state: 'awaitingSignatures',
      threshold,
    } as const
    const handle = await system.client.workflow.start<typeof proposalWorkflow>('proposalWorkflow', {
      workflowId: `proposal/0x${'77'.repeat(32)}`,
      taskQueue,
      args: [
        {
          proposal,
          timeouts,
          resumed: {
            machine,
            report: null,
            simulation: null,
            admitted: { signatures: 0, rejections: 0 },
            relays: 0,
            changedAt: new Date().toISOString(),
          },
        },
      ],
    })
    // The chain tells who rejected only after it told who signed.
    failing['verifyDecision:start'] = 3
    const decision = { proposalId: proposal.proposalId, verdict: 'reject', reason: 'first', deadline: '4000000000' } as const
    const rejection = handle.executeUpdate(rejectUpdate, {
      updateId: 'rejection',
      args: [{ decision, signature: await owners[2].signTypedData(decisionTypedData({ chainId: 31337, decision })) }],
    })
    await untilAdmitted(handle, 'rejection')
    const signatures = []
    for (const owner of [owners[0], owners[1]]) {
      const signature = await signRound({
        rpcUrl: system.rpcUrl,
        round: round(),
        privateKey: privateKeyOf(owner),
        owner: owner.address,
      })
      const { purpose, hashes } = round()
      const args = [{ purpose, safeTxHash: hashes.safeTxHash, signature }] as const
      signatures.push(handle.executeUpdate(signUpdate, { updateId: owner.address, args: [...args] }))
      await untilAdmitted(handle, owner.address)
    }
    const answers = Promise.allSettled(signatures)
    const worker = await serve(taskQueue)
    try {
      expect(await rejection).toEqual({ by: owners[2].address })
      const refusals = (await answers).map((answer) => (answer.status === 'rejected' ? answer.reason.cause?.type : answer.value))
      expect(refusals).toEqual(['NOT_SIGNING', 'NOT_SIGNING'])
      const view = await handle.query(viewQuery)
      expect(view).toMatchObject({
        state: 'ending',
        signatures: [],
        transactions: [],
        ending: { outcome: 'rejected', reason: 'first' },
      })
    } finally {
      await handle.terminate()
      await worker.close()
    }
  })

  it('error: TOO_MANY_OPEN at once for what would be more than the server holds', async () => {
    failing['verifySignature:start'] = Number.POSITIVE_INFINITY
    const { purpose, hashes } = round()
    const codes: string[] = []
    const requests = Array.from({ length: 12 }, async (_, i) => {
      const signature = `0x${(i + 1).toString(16).padStart(2, '0').repeat(64)}1b` as const
      await signProposal(system.client, proposal.proposalId, { purpose, safeTxHash: hashes.safeTxHash, signature }).catch(
        ({ code }: { code: string }) => codes.push(code),
      )
    })
    await until('six refusals', () => codes.length >= 6)
    expect(codes).toEqual(Array(6).fill('TOO_MANY_OPEN'))
    failing['verifySignature:start'] = 0
    await Promise.all(requests)
    expect(codes.slice(6).every((code) => code !== 'TOO_MANY_OPEN' && code !== undefined)).toBe(true)
    expect(codes).toHaveLength(12)
  })

  it('error: SEARCH_ATTRIBUTE_TOO_LARGE, PAYLOAD_TOO_LARGE instead of a run that the server terminates', async () => {
    const { taskQueue } = system.loaded.config.temporal
    const typeOf = async (workflowType: string, input: object) => {
      const run = system.client.workflow.execute(workflowType, { workflowId: `large/${workflowType}`, taskQueue, args: [input] })
      const error: unknown = await run.catch((thrown: unknown) => thrown)
      if (!(error instanceof WorkflowFailedError) || !(error.cause instanceof ApplicationFailure)) throw error
      return error.cause.type
    }
    const input = recalibrationInput(system)
    expect(await typeOf('recalibrationWorkflow', { ...input, market: 'x'.repeat(3_000) })).toBe('SEARCH_ATTRIBUTE_TOO_LARGE')
    const stuffed = { ...input, note: 'x'.repeat(1_950_000) }
    expect(await typeOf('scheduledRecalibrationWorkflow', stuffed)).toBe('PAYLOAD_TOO_LARGE')
    const large = { proposal: { ...proposal, title: 'x'.repeat(1_950_000) }, timeouts: input.timeouts }
    expect(await typeOf('reservationWorkflow', large)).toBe('PAYLOAD_TOO_LARGE')
    const handle = await system.client.workflow.start('proposalWorkflow', {
      workflowId: 'large/proposal',
      taskQueue,
      args: [large],
    })
    const fault = await until('the fault of a check', async () => (await handle.query(viewQuery)).fault)
    expect(fault).toMatch(/argument of the activity simulateProposal has \d+ bytes/)
    await handle.terminate()
  })

  async function serve(taskQueue: string): Promise<StartedWorker> {
    const { config } = system.loaded
    return startWorker({
      loadedConfig: { ...system.loaded, config: { ...config, temporal: { ...config.temporal, taskQueue } } },
      kinds: ['orchestration', 'chain', 'cpu'],
      environment: (name) => system.variables[name],
      compute: inlineCompute(),
      killPoint,
      tuning: { shutdownGraceTime: '1s' },
    })
  }

  /** Wait until the server holds an update, which no worker has seen. */
  async function untilAdmitted({ workflowId }: Pick<WorkflowHandle, 'workflowId'>, updateId: string): Promise<void> {
    const { UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_ADMITTED } =
      proto.temporal.api.enums.v1.UpdateWorkflowExecutionLifecycleStage
    for (;;) {
      try {
        await system.client.workflowService.pollWorkflowExecutionUpdate({
          namespace: system.client.options.namespace,
          updateRef: { workflowExecution: { workflowId }, updateId },
          waitPolicy: { lifecycleStage: UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_ADMITTED },
        })
        return
      } catch (error) {
        if (!isGrpcServiceError(error) || error.code !== NOT_FOUND) throw error
      }
      await sleep(50)
    }
  }
})
