import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { encodeFunctionData, type Hex, parseAbi } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { signRound } from '../../activities/safe/signRound.js'
import { localAccounts, privateKeyOf } from '../../local/accounts.js'
import { moveClock } from '../../local/system/moveClock.js'
import type { LocalSystem } from '../../local/system/startLocalSystem.js'
import { decisionTypedData } from '../../proposals/decision.js'
import type { SafeTimelockProposal } from '../../proposals/routes/safeTimelock/safeTimelockBinding.js'
import type { ProposalView } from '../../proposals/proposalView.js'
import type { SigningRound } from '../../proposals/routes/signingRound.js'
import { encodeExecTransaction } from '../../proposals/safe/encodeExecTransaction.js'
import { safeHashes } from '../../proposals/safe/safeHashes.js'
import { readProposal, readProposalView, rejectProposal, signProposal } from '../../client/proposals.js'
import { recordHistory } from '../support/recordHistory.js'
import { recalibrate, startTestSystem } from '../support/testSystem.js'
import { untilViewed } from '../support/untilViewed.js'
import { onSafeTimelock } from '../proposals/support/onSafeTimelock.js'

const { owners, relayer, guardian, delegate } = localAccounts()

describe('a proposal that is not carried out', () => {
  let system: LocalSystem
  let id: string
  let proposal: SafeTimelockProposal

  beforeAll(async () => {
    system = await startTestSystem()
  })
  afterAll(() => system?.stop())

  const viewed = (isThere: (view: ProposalView) => boolean) => untilViewed(system, id, isThere)
  const propose = async (): Promise<void> => {
    const result = await recalibrate(system)
    expect(result.outcome).toBe('proposed')
    id = result.proposalWorkflowId ?? ''
    proposal = onSafeTimelock(await readProposal(system.client, id))
    await viewed(({ state }) => state === 'awaitingSignatures')
  }
  const signatureOf = (owner: (typeof owners)[number], round: SigningRound): Promise<Hex> =>
    signRound({ rpcUrl: system.rpcUrl, round, privateKey: privateKeyOf(owner), owner: owner.address })
  const sign = async (owner: (typeof owners)[number], round: SigningRound) =>
    signProposal(system.client, id, {
      purpose: round.purpose,
      safeTxHash: round.hashes.safeTxHash,
      signature: await signatureOf(owner, round),
    })
  const schedule = async (): Promise<ProposalView> => {
    await sign(owners[0], round())
    await sign(owners[2], round())
    return viewed(({ state }) => state === 'scheduled')
  }
  const round = (): SigningRound => proposal.route.rounds[0] as SigningRound
  const isCallable = (call: { to: Hex; data: Hex }, account: Hex): Promise<boolean> =>
    system.chain.call({ account, to: call.to, data: call.data }).then(
      () => true,
      () => false,
    )
  /** Whether anybody could still carry the change out: by the signed Safe transaction, or by the timelock. */
  const canOldBytesExecute = async (): Promise<boolean> => {
    const signatures = await Promise.all(
      [owners[0], owners[1]].map(async (owner) => ({ owner: owner.address, signature: await signatureOf(owner, round()) })),
    )
    const { safe, transaction } = round()
    const exec = encodeExecTransaction({ safe, transaction, signatures })
    return (await isCallable(exec, relayer.address)) || (await isCallable(proposal.route.execution, relayer.address))
  }
  const decide = async (
    account: { signTypedData: (typeof delegate)['signTypedData'] },
    over: { proposalId?: Hex; deadline?: string } = {},
  ) => {
    const decision = {
      proposalId: proposal.proposalId,
      verdict: 'reject',
      reason: 'too steep',
      deadline: '4000000000',
      ...over,
    } as const
    const signature = await account.signTypedData(decisionTypedData({ chainId: 31337, decision }))
    return rejectProposal(system.client, id, { decision, signature })
  }

  it('behavior: rejected: an owner decides, the owners spend the nonce, only then is it over', async () => {
    await propose()
    await sign(owners[0], round())
    expect(await canOldBytesExecute()).toBe(true)
    await decide(owners[1])
    const ending = await viewed(({ state }) => state === 'ending')
    expect(ending.canStillExecute).toBe(true)
    expect(ending.openRound).toBe('reject')
    expect(ending.signatures.filter(({ purpose }) => purpose === 'reject')).toEqual([])
    await expect(sign(owners[1], round())).rejects.toMatchObject({ code: 'NOT_SIGNING' })
    await sign(owners[1], proposal.route.rejection)
    await sign(owners[2], proposal.route.rejection)
    const view = await viewed(({ state }) => state === 'rejected')
    expect(view.ending).toEqual({ outcome: 'rejected', by: owners[1].address, reason: 'too steep' })
    expect(view.canStillExecute).toBe(false)
    expect(await canOldBytesExecute()).toBe(false)
    await recordHistory(system, 'proposal-rejected', id)
  })

  it('error: a signature by a non-owner, twice by one owner, over another hash, malformed, of another chain', async () => {
    await propose()
    const request = { purpose: 'schedule', safeTxHash: round().hashes.safeTxHash } as const
    const stranger = privateKeyToAccount(`0x${'77'.repeat(32)}`)
    const foreign = await stranger.sign({ hash: round().hashes.safeTxHash })
    await expect(signProposal(system.client, id, { ...request, signature: foreign })).rejects.toMatchObject({
      code: 'NOT_AN_OWNER',
    })
    await sign(owners[0], round())
    await viewed(({ signatures }) => signatures.length === 1)
    await expect(sign(owners[0], round())).rejects.toMatchObject({ code: 'ALREADY_SIGNED' })
    const otherHash = proposal.route.rejection.hashes.safeTxHash
    const signature = await signatureOf(owners[1], round())
    await expect(signProposal(system.client, id, { ...request, safeTxHash: otherHash, signature })).rejects.toMatchObject({
      code: 'WRONG_HASH',
    })
    const overOther = await signatureOf(owners[1], proposal.route.rejection)
    await expect(signProposal(system.client, id, { ...request, signature: overOther })).rejects.toMatchObject({
      code: 'NOT_AN_OWNER',
    })
    await expect(signProposal(system.client, id, { ...request, signature: '0x1234' })).rejects.toMatchObject({
      code: 'MALFORMED_SIGNATURE',
    })
    const mainnet = safeHashes({ chainId: 1, safe: round().safe, version: '1.4.1', transaction: round().transaction })
    const elsewhere = await owners[1].sign({ hash: mainnet.safeTxHash })
    await expect(signProposal(system.client, id, { ...request, signature: elsewhere })).rejects.toMatchObject({
      code: 'SIGNATURE_FOR_ANOTHER_CHAIN',
    })
    expect((await readProposalView(system.client, id)).signatures).toHaveLength(1)
  })

  it('error: a decision by a stranger, past its deadline, about another proposal', async () => {
    await expect(decide(delegate)).rejects.toMatchObject({ code: 'NOT_A_DECIDER' })
    await expect(decide(owners[0], { deadline: '1' })).rejects.toMatchObject({ code: 'NOT_A_DECIDER' })
    await expect(decide(owners[0], { proposalId: `0x${'00'.repeat(32)}` })).rejects.toMatchObject({ code: 'WRONG_PROPOSAL' })
  })

  it('behavior: a second recalibration waits while a proposal is not over', async () => {
    const result = await recalibrate(system)
    expect(result.outcome).toBe('proposalPending')
    expect(result.proposalWorkflowId).toBe(id)
  })

  it('behavior: superseded: another transaction uses the nonce', async () => {
    const other = { ...proposal.route.rejection.transaction, to: delegate.address }
    const hashes = safeHashes({ chainId: 31337, safe: round().safe, version: '1.4.1', transaction: other })
    const signatures = await Promise.all(
      [owners[0], owners[1]].map(async (owner) => ({
        owner: owner.address,
        signature: await owner.sign({ hash: hashes.safeTxHash }),
      })),
    )
    const exec = encodeExecTransaction({ safe: round().safe, transaction: other, signatures })
    const hash = await system.chain.sendTransaction({ account: relayer, to: exec.to, data: exec.data })
    await system.chain.waitForTransactionReceipt({ hash })
    const view = await viewed(({ state }) => state === 'superseded')
    expect(view.ending).toMatchObject({ outcome: 'superseded', by: relayer.address })
    expect(view.ending?.reason).toContain(hash)
    expect(view.canStillExecute).toBe(false)
    expect(await canOldBytesExecute()).toBe(false)
    await recordHistory(system, 'proposal-superseded', id)
  })

  it('behavior: vetoed: the guardian cancels what is scheduled', async () => {
    await propose()
    await schedule()
    const { to, data } = proposal.route.cancellation
    const hash = await system.chain.sendTransaction({ account: guardian, to, data })
    await system.chain.waitForTransactionReceipt({ hash })
    const view = await viewed(({ state }) => state === 'vetoed')
    expect(view.ending).toMatchObject({ outcome: 'vetoed', by: guardian.address })
    expect(view.ending?.reason).toContain(hash)
    expect(view.canStillExecute).toBe(false)
    await moveClock(system, (view.readyAtSeconds ?? 0) + 1)
    expect(await canOldBytesExecute()).toBe(false)
    await recordHistory(system, 'proposal-vetoed', id)
  })

  it('behavior: expired while signing: the nonce must be spent before it is over', async () => {
    await propose()
    await sign(owners[0], round())
    await moveClock(system, proposal.expiresAtSeconds + 1)
    const ending = await viewed(({ state }) => state === 'ending')
    expect(ending.ending?.outcome).toBe('expired')
    expect(ending.canStillExecute).toBe(true)
    await sign(owners[0], proposal.route.rejection)
    await sign(owners[1], proposal.route.rejection)
    await viewed(({ state }) => state === 'expired')
    expect(await canOldBytesExecute()).toBe(false)
    await recordHistory(system, 'proposal-expired-while-signing', id)
  })

  it('behavior: expired after scheduling: it is never executed, and over when the guardian cancels', async () => {
    await propose()
    await schedule()
    await moveClock(system, proposal.expiresAtSeconds + 1)
    const ending = await viewed(({ state }) => state === 'ending')
    expect(ending.ending?.outcome).toBe('expired')
    expect(await isCallable(proposal.route.execution, relayer.address)).toBe(true)
    const { to, data } = proposal.route.cancellation
    const hash = await system.chain.sendTransaction({ account: guardian, to, data })
    await system.chain.waitForTransactionReceipt({ hash })
    await viewed(({ state }) => state === 'expired')
    expect(await canOldBytesExecute()).toBe(false)
    await recordHistory(system, 'proposal-expired-after-scheduling', id)
  })

  /** Change a reviewed parameter as nobody but the timelock can. */
  const moveAParameter = async (): Promise<void> => {
    const change = proposal.changes[0]
    if (change === undefined) throw new Error('no change')
    const { timelock, aave } = system.deployment
    await system.chain.impersonateAccount({ address: timelock.address })
    await system.chain.setBalance({ address: timelock.address, value: 10n ** 18n })
    const abi = parseAbi(['function configureReserveAsCollateral(address,uint256,uint256,uint256)'])
    const [ltv, lt, lb] = proposal.changes.slice(0, 3).map(({ from }) => BigInt(from)) as [bigint, bigint, bigint]
    const args = [change.address, ltv - 1n, lt - 1n, lb] as const
    const data = encodeFunctionData({ abi, functionName: 'configureReserveAsCollateral', args })
    const hash = await system.chain.sendTransaction({ account: timelock.address, to: aave.configurator, data })
    await system.chain.waitForTransactionReceipt({ hash })
  }

  it('behavior: drifted before signing: the signature is refused, and the proposal begins to end', async () => {
    await propose()
    await moveAParameter()
    await expect(sign(owners[0], round())).rejects.toMatchObject({ code: 'DRIFTED' })
    const ending = await viewed(({ state }) => state === 'ending')
    expect(ending.ending?.outcome).toBe('drifted')
    expect(ending.signatures).toEqual([])
    await sign(owners[0], proposal.route.rejection)
    await sign(owners[1], proposal.route.rejection)
    await viewed(({ state }) => state === 'drifted')
    expect(await canOldBytesExecute()).toBe(false)
    await recordHistory(system, 'proposal-drifted-before-signing', id)
  })

  it('behavior: drifted before execution: it is not executed, and over when the guardian cancels', async () => {
    await moveClock(system, Number((await system.chain.getBlock()).timestamp) + 8 * 86_400)
    await propose()
    await schedule()
    await moveAParameter()
    await moveClock(system, ((await readProposalView(system.client, id)).readyAtSeconds ?? 0) + 1)
    const ending = await viewed(({ state }) => state === 'ending')
    expect(ending.ending?.outcome).toBe('drifted')
    expect(ending.transactions.map(({ purpose }) => purpose)).toEqual(['schedule'])
    const { to, data } = proposal.route.cancellation
    const hash = await system.chain.sendTransaction({ account: guardian, to, data })
    await system.chain.waitForTransactionReceipt({ hash })
    await viewed(({ state }) => state === 'drifted')
    expect(await canOldBytesExecute()).toBe(false)
    await recordHistory(system, 'proposal-drifted-before-execution', id)
  })

  it('behavior: failed: a route that lost its role offers nothing for signing', async () => {
    const { timelock, safe } = system.deployment
    await moveClock(system, Number((await system.chain.getBlock()).timestamp) + 8 * 86_400)
    const abi = parseAbi(['function revokeRole(bytes32,address)', 'function PROPOSER_ROLE() view returns (bytes32)'])
    const role = await system.chain.readContract({ address: timelock.address, abi, functionName: 'PROPOSER_ROLE' })
    const data = encodeFunctionData({ abi, functionName: 'revokeRole', args: [role, safe.address] })
    const hash = await system.chain.sendTransaction({ account: timelock.address, to: timelock.address, data })
    await system.chain.waitForTransactionReceipt({ hash })
    const result = await recalibrate(system)
    id = result.proposalWorkflowId ?? ''
    const view = await viewed(({ state }) => state === 'failed')
    expect(view.ending?.reason).toMatch(/PROPOSER/i)
    expect(view.openRound).toBeNull()
    await recordHistory(system, 'proposal-failed', id)
  })
})
