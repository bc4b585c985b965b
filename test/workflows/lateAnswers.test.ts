import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { ApplicationFailure } from '@temporalio/common'
import type { Hex } from 'viem'
import { signRound } from '../../activities/safe/signRound.js'
import { localAccounts, privateKeyOf } from '../../local/accounts.js'
import { advanceChainTime } from '../../local/chain/advanceChainTime.js'
import type { LocalSystem } from '../../local/system/startLocalSystem.js'
import { decisionTypedData } from '../../proposals/decision.js'
import type { SafeTimelockProposal } from '../../proposals/routes/safeTimelock/safeTimelockBinding.js'
import type { ProposalView } from '../../proposals/proposalView.js'
import type { SigningRound } from '../../proposals/routes/signingRound.js'
import { encodeExecTransaction } from '../../proposals/safe/encodeExecTransaction.js'
import { timelockAbi } from '../../proposals/timelock/timelockAbi.js'
import { readProposal, rejectProposal, signProposal, untilProposalEnds } from '../../client/proposals.js'
import { recordHistory } from '../support/recordHistory.js'
import { recalibrate, startTestSystem } from '../support/testSystem.js'
import { until } from '../support/until.js'
import { untilViewed } from '../support/untilViewed.js'
import { onSafeTimelock } from '../proposals/support/onSafeTimelock.js'

const { owners, relayer, guardian } = localAccounts()

describe('a proposal that something happens to while it is being sent', () => {
  let system: LocalSystem
  let id: string
  let proposal: SafeTimelockProposal
  /** Activity that fails at its start, or between its effects and its return, and whether for good. */
  let held: { readonly activity: string; readonly isForGood: boolean; readonly at?: 'end' } | null = null
  let failures = 0

  beforeAll(async () => {
    system = await startTestSystem({
      killPoint: (name) => {
        if (held === null || name !== `${held.activity}:${held.at ?? 'start'}`) return
        failures += 1
        throw held.isForGood ? ApplicationFailure.nonRetryable('held up for good', 'HELD_UP') : new Error('held up')
      },
    })
  })
  afterAll(() => system?.stop())

  // Each begins on the same chain: the clock that one moves would leave the next one's prices behind.
  let snapshot: Hex
  beforeEach(async () => {
    held = null
    snapshot = await system.chain.snapshot()
    const result = await recalibrate(system)
    expect(result.outcome).toBe('proposed')
    id = result.proposalWorkflowId ?? ''
    proposal = onSafeTimelock(await readProposal(system.client, id))
    await viewed(({ state }) => state === 'awaitingSignatures')
  })
  afterEach(() => system.chain.revert({ id: snapshot }))

  const viewed = (isThere: (view: ProposalView) => boolean) => untilViewed(system, id, isThere)
  const round = (): SigningRound => proposal.route.rounds[0] as SigningRound
  const signatureOf = async (owner: (typeof owners)[number], of: SigningRound) => ({
    owner: owner.address,
    signature: await signRound({ rpcUrl: system.rpcUrl, round: of, privateKey: privateKeyOf(owner), owner: owner.address }),
  })
  const sign = async (owner: (typeof owners)[number], of: SigningRound) => {
    const { signature } = await signatureOf(owner, of)
    return signProposal(system.client, id, { purpose: of.purpose, safeTxHash: of.hashes.safeTxHash, signature })
  }
  const untilHeldUp = (activity: string): Promise<true> =>
    until(`${activity} is held up`, async () => {
      const { raw } = await system.client.workflow.getHandle(id).describe()
      return raw.pendingActivities?.some(({ activityType, attempt }) => activityType?.name === activity && (attempt ?? 1) > 1)
    })
  /** As an owner does it in the wallet, past the relayer. */
  const executeByHand = async (): Promise<void> => {
    const { safe, transaction } = round()
    const signatures = await Promise.all([owners[0], owners[1]].map((owner) => signatureOf(owner, round())))
    const { to, data } = encodeExecTransaction({ safe, transaction, signatures })
    const hash = await system.chain.sendTransaction({ account: owners[0], to, data })
    expect((await system.chain.waitForTransactionReceipt({ hash })).status).toBe('success')
  }

  const passTheDelay = async (): Promise<void> => {
    const { readyAtSeconds } = await viewed(({ state }) => state === 'scheduled')
    const { timestamp } = await system.chain.getBlock({ blockTag: 'latest' })
    await advanceChainTime(system.chain, (readyAtSeconds ?? 0) - Number(timestamp))
  }

  it('behavior: a rejection stops what is about to be sent', async () => {
    held = { activity: 'encodeRound', isForGood: false }
    await sign(owners[0], round())
    await sign(owners[1], round())
    await untilHeldUp('encodeRound')
    const decision = { proposalId: proposal.proposalId, verdict: 'reject', reason: 'too steep', deadline: '4000000000' } as const
    const signature = await owners[2].signTypedData(decisionTypedData({ chainId: 31337, decision }))
    await rejectProposal(system.client, id, { decision, signature })
    await viewed(({ state }) => state === 'ending')
    held = null
    await sign(owners[0], proposal.route.rejection)
    await sign(owners[1], proposal.route.rejection)
    const view = await untilProposalEnds(system.client, id)
    expect(view.state).toBe('rejected')
    expect(view.transactions.map(({ purpose }) => purpose)).toEqual(['reject'])
    await recordHistory(system, 'proposal-withheld', id)
  })

  it('behavior: after a veto the relayer sends the rejection once, and never the scheduling that was about to be sent', async () => {
    held = { activity: 'readRouteStatus', isForGood: false }
    await sign(owners[0], round())
    await sign(owners[1], round())
    await untilHeldUp('readRouteStatus')
    const before = await system.chain.getTransactionCount({ address: relayer.address })

    // The same bytes come to the timelock past the round, whose nonce stays unspent, and the guardian cancels them.
    const { safe, transaction } = round()
    await system.chain.impersonateAccount({ address: safe })
    await system.chain.setBalance({ address: safe, value: 10n ** 18n })
    const sent = async (
      account: Parameters<typeof system.chain.sendTransaction>[0]['account'],
      { to, data }: { to: Hex; data: Hex },
    ) => {
      const hash = await system.chain.sendTransaction({ account, to, data } as never)
      expect((await system.chain.waitForTransactionReceipt({ hash })).status).toBe('success')
    }
    await sent(safe, transaction)
    await viewed(({ state }) => state === 'scheduled')
    await sent(guardian, proposal.route.cancellation)
    const vetoed = await viewed(({ ending }) => ending !== null)
    expect(vetoed).toMatchObject({ state: 'ending', ending: { outcome: 'vetoed', by: guardian.address }, openRound: 'reject' })
    await sign(owners[0], proposal.route.rejection)
    await sign(owners[1], proposal.route.rejection)
    held = null

    const view = await untilProposalEnds(system.client, id)
    expect(view.state).toBe('vetoed')
    expect(view.transactions.map(({ purpose }) => purpose)).toEqual(['reject'])
    expect(await system.chain.getTransactionCount({ address: relayer.address })).toBe(before + 1)
    const { timelock, operation } = proposal.route
    const scheduled = await system.chain.getContractEvents({
      address: timelock,
      abi: timelockAbi,
      eventName: 'CallScheduled',
      args: { id: operation.id, index: 0n },
      fromBlock: 0n,
    })
    expect(scheduled).toHaveLength(1)
    const read = { address: timelock, abi: timelockAbi, functionName: 'isOperation', args: [operation.id] } as const
    expect(await system.chain.readContract(read)).toBe(false)
  })

  it('behavior: a change that others scheduled meanwhile is executed all the same', async () => {
    held = { activity: 'relay', isForGood: false }
    await sign(owners[0], round())
    await sign(owners[1], round())
    await untilHeldUp('relay')
    await executeByHand()
    await passTheDelay()
    await viewed(({ state }) => state === 'executable')
    const before = await system.chain.getTransactionCount({ address: relayer.address })
    held = null
    const view = await untilProposalEnds(system.client, id)
    expect(view.state).toBe('verified')
    expect(view.transactions.map(({ purpose }) => purpose)).toEqual(['execute'])
    expect(await system.chain.getTransactionCount({ address: relayer.address })).toBe(before + 1)
    await recordHistory(system, 'proposal-scheduled-by-others', id)
  })

  it('behavior: a scheduling whose broadcast gets no answer is not sent again where it is on the chain', async () => {
    const before = await system.chain.getTransactionCount({ address: relayer.address })
    failures = 0
    held = { activity: 'broadcastTransaction', isForGood: true, at: 'end' }
    await sign(owners[0], round())
    await sign(owners[1], round())
    await until('the broadcast fails', () => failures > 0)
    held = null
    await passTheDelay()
    const view = await untilProposalEnds(system.client, id)
    expect(view.state).toBe('verified')
    expect(view.transactions.map(({ purpose }) => purpose)).toEqual(['execute'])
    expect(await system.chain.getTransactionCount({ address: relayer.address })).toBe(before + 2)
  })

  it('behavior: a proposal that is over does not wait for its own pauses', async () => {
    held = { activity: 'encodeRound', isForGood: true }
    await sign(owners[0], round())
    await sign(owners[1], round())
    await viewed(({ fault }) => fault?.includes('held up for good') === true)
    await executeByHand()
    await passTheDelay()
    await viewed(({ state }) => state === 'verified')
    const result = system.client.workflow.getHandle(id).result()
    // Its pause would take five minutes.
    const over = new AbortController()
    const late = sleep(120_000, 'still waits', { signal: over.signal }).catch(() => 'stopped')
    const first = await Promise.race([result, late])
    over.abort()
    expect(first).toMatchObject({ state: 'verified' })
    await recordHistory(system, 'proposal-ended-in-a-pause', id)
  })
})
