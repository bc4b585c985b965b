import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { inlineCompute } from '../../activities/compute/inlineCompute.js'
import { encodeFunctionData, type Hex, parseAbi } from 'viem'
import { signRound } from '../../activities/safe/signRound.js'
import { openApiKit } from '../../activities/service/apiKit.js'
import { keyDelegate } from '../../activities/service/delegate.js'
import { registerDelegate } from '../../activities/service/registerDelegate.js'
import { safeService } from '../../activities/service/safeService.js'
import { environment } from '../../config/environment.js'
import { localAccounts, privateKeyOf } from '../../local/accounts.js'
import type { LocalSystem } from '../../local/system/startLocalSystem.js'
import { decisionTypedData } from '../../proposals/decision.js'
import type { SafeTimelockProposal } from '../../proposals/routes/safeTimelock/safeTimelockBinding.js'
import type { ProposalView } from '../../proposals/proposalView.js'
import type { SigningRound } from '../../proposals/routes/signingRound.js'
import { emptySelfCall } from '../../proposals/safe/safeCall.js'
import { encodeExecTransaction } from '../../proposals/safe/encodeExecTransaction.js'
import { safeAbi } from '../../proposals/safe/safeAbi.js'
import { safeHashes } from '../../proposals/safe/safeHashes.js'
import type { SignatureInput } from '../../proposals/safe/signatures.js'
import { readProposal, readProposalView, rejectProposal, signProposal } from '../../client/proposals.js'
import { QUEUE_KINDS } from '../../workflows/queues.js'
import { startWorker } from '../../worker/startWorker.js'
import { startSafeService } from '../support/safeServiceServer.js'
import { recalibrate, startTestSystem } from '../support/testSystem.js'
import { untilViewed } from '../support/untilViewed.js'
import { onSafeTimelock } from '../proposals/support/onSafeTimelock.js'

const { owners, relayer, delegate } = localAccounts()
const variables: Record<string, string> = { DELEGATE_KEY: privateKeyOf(delegate) }

describe('a proposal through the Safe Transaction Service', () => {
  let system: LocalSystem
  let server: Awaited<ReturnType<typeof startSafeService>>
  let closeWorker: () => Promise<void>
  let id: string
  let proposal: SafeTimelockProposal

  beforeAll(async () => {
    system = await startTestSystem({ hasWorker: false })
    server = await startSafeService({ client: system.chain as never, chainId: 31337 })
    Object.assign(variables, system.variables, { SERVICE_URL: server.url })
    const { config } = system.loaded
    const service = { urlEnv: 'SERVICE_URL', delegateKeyEnv: 'DELEGATE_KEY', pollInterval: '200ms' }
    const markets = config.markets.map((entry) => ({
      ...entry,
      market: { ...entry.market, route: { ...entry.market.route, service } },
    }))
    const worker = await startWorker({
      loadedConfig: { ...system.loaded, config: { ...config, markets } },
      kinds: QUEUE_KINDS,
      compute: inlineCompute(),
      environment: (name) => variables[name] ?? environment(name),
      tuning: { stickyQueueScheduleToStartTimeout: '200ms', shutdownGraceTime: '5s' },
    })
    closeWorker = worker.close
  })
  afterAll(async () => {
    await closeWorker?.()
    await server?.stop()
    await system?.stop()
  })

  const viewed = (isThere: (view: ProposalView) => boolean) => untilViewed(system, id, isThere)
  const propose = async (): Promise<void> => {
    const result = await recalibrate(system)
    expect(result.outcome).toBe('proposed')
    id = result.proposalWorkflowId ?? ''
    proposal = onSafeTimelock(await readProposal(system.client, id))
    await viewed(({ state }) => state === 'awaitingSignatures')
  }
  const round = (): SigningRound => proposal.route.rounds[0] as SigningRound
  const signatureOf = (owner: (typeof owners)[number], of: SigningRound): Promise<Hex> =>
    signRound({ rpcUrl: system.rpcUrl, round: of, privateKey: privateKeyOf(owner), owner: owner.address })
  const api = () => openApiKit({ chainId: 31337, url: server.url })
  const confirm = async (owner: (typeof owners)[number], of: SigningRound) =>
    api().confirmTransaction(of.hashes.safeTxHash, await signatureOf(owner, of))
  const safe = () => system.deployment.safe.address
  const asSafe = async (to: Hex, data: Hex) => {
    await system.chain.impersonateAccount({ address: safe() })
    await system.chain.setBalance({ address: safe(), value: 10n ** 18n })
    await system.chain.waitForTransactionReceipt({ hash: await system.chain.sendTransaction({ account: safe(), to, data }) })
  }

  it('behavior: nothing is lost before an owner has registered the delegate: owners sign without the service', async () => {
    await propose()
    const view = await viewed(({ service }) => service !== null)
    expect(view.service).toMatch(/^failed: .*no owner has registered it as a delegate/)
    expect(server.transactions.size).toBe(0)
    for (const owner of [owners[0], owners[1]]) {
      const signature = await signatureOf(owner, round())
      await signProposal(system.client, id, { purpose: 'schedule', safeTxHash: round().hashes.safeTxHash, signature })
    }
    await viewed(({ state }) => state === 'scheduled')
    const { to, data } = proposal.route.cancellation
    const hash = await system.chain.sendTransaction({ account: localAccounts().guardian, to, data })
    await system.chain.waitForTransactionReceipt({ hash })
    await viewed(({ state }) => state === 'vetoed')
  })

  it('default: queued behind what is there, confirmed in the wallet, sent when its turn comes', async () => {
    const service = safeService({
      chainId: 31337,
      url: { value: server.url, variable: 'SERVICE_URL' },
      delegate: keyDelegate(privateKeyOf(delegate), 'DELEGATE_KEY'),
    })
    const everyOwner = owners.map(({ address }) => address)
    await registerDelegate(service, { safe: safe(), owner: owners[2], owners: everyOwner, label: 'Plimsoll' })
    // An owner has something else in the queue, which must go first.
    const queued = emptySelfCall({ safe: safe(), nonce: '1' })
    const hashes = safeHashes({ chainId: 31337, safe: safe(), version: '1.4.1', transaction: queued })
    const { nonce, ...fields } = queued
    await api().proposeTransaction({
      safeAddress: safe(),
      safeTransactionData: { ...fields, nonce: Number(nonce) },
      safeTxHash: hashes.safeTxHash,
      senderAddress: owners[0].address,
      senderSignature: await owners[0].sign({ hash: hashes.safeTxHash }),
      origin: '',
    })

    await propose()
    expect(round().transaction.nonce).toBe('2')
    expect((await viewed(({ service: status }) => status !== null)).service).toBe('offered')
    expect(server.transactions.get(round().hashes.safeTxHash)).toMatchObject({
      trusted: true,
      proposedByDelegate: delegate.address,
    })
    await confirm(owners[0], round())
    await viewed(({ signatures }) => signatures.length === 1)
    // The same owner by update too: refused by name, and counted once.
    const again = {
      purpose: 'schedule',
      safeTxHash: round().hashes.safeTxHash,
      signature: await signatureOf(owners[0], round()),
    } as const
    await expect(signProposal(system.client, id, again)).rejects.toMatchObject({ code: 'ALREADY_SIGNED' })
    server.misbehave({ kind: 'html' })
    await confirm(owners[1], round()).catch(() => {})
    server.misbehave(null)
    await confirm(owners[1], round())
    await viewed(({ missingSignatures }) => missingSignatures === 0)
    await sleep(1_000)
    expect((await readProposalView(system.client, id)).state).toBe('awaitingSignatures')

    const signatures = await Promise.all(
      [owners[1], owners[2]].map(async (owner) => ({
        owner: owner.address,
        signature: await owner.sign({ hash: hashes.safeTxHash }),
      })),
    )
    const { to, data } = encodeExecTransaction({ safe: safe(), transaction: queued, signatures })
    const hash = await system.chain.sendTransaction({ account: relayer, to, data })
    await system.chain.waitForTransactionReceipt({ hash })
    await viewed(({ state }) => state === 'scheduled')
    const cancel = proposal.route.cancellation
    const cancelled = await system.chain.sendTransaction({ account: localAccounts().guardian, to: cancel.to, data: cancel.data })
    await system.chain.waitForTransactionReceipt({ hash: cancelled })
    await viewed(({ state }) => state === 'vetoed')
  })

  it('behavior: the rejection is offered when it opens, and confirmed in the wallet', async () => {
    await propose()
    await viewed(({ service }) => service === 'offered')
    const decision = { proposalId: proposal.proposalId, verdict: 'reject', reason: 'too steep', deadline: '4000000000' } as const
    const signature = await owners[1].signTypedData(decisionTypedData({ chainId: 31337, decision }))
    await rejectProposal(system.client, id, { decision, signature })
    await viewed(({ openRound, service }) => openRound === 'reject' && service === 'offered')
    await confirm(owners[0], proposal.route.rejection)
    await confirm(owners[2], proposal.route.rejection)
    expect((await viewed(({ state }) => state === 'rejected')).canStillExecute).toBe(false)
  })

  it('error: an owner removed after signing costs the signature, not the proposal', async () => {
    await propose()
    const sign = async (signature: SignatureInput) =>
      signProposal(system.client, id, { purpose: 'schedule', safeTxHash: round().hashes.safeTxHash, signature })
    await sign(await signatureOf(owners[0], round()))
    const abi = parseAbi(['function swapOwner(address prevOwner, address oldOwner, address newOwner)'])
    const args = ['0x0000000000000000000000000000000000000001', owners[0].address, relayer.address] as const
    await asSafe(safe(), encodeFunctionData({ abi, functionName: 'swapOwner', args }))
    await sign(await signatureOf(owners[1], round()))
    const view = await viewed(({ lostSignatures }) => lostSignatures.length > 0)
    expect(view.state).toBe('awaitingSignatures')
    expect(view.signatures.map(({ owner }) => owner)).toEqual([owners[1].address])
    expect(view.lostSignatures).toMatchObject([
      { owner: owners[0].address, reason: expect.stringContaining('not an owner of the Safe') },
    ])

    const approval = { kind: 'approvedHash', owner: owners[2].address } as const
    await expect(sign(approval)).rejects.toMatchObject({ code: 'HASH_NOT_APPROVED' })
    const data = encodeFunctionData({ abi: safeAbi, functionName: 'approveHash', args: [round().hashes.safeTxHash] })
    const hash = await system.chain.sendTransaction({ account: owners[2], to: safe(), data })
    await system.chain.waitForTransactionReceipt({ hash })
    await sign(approval)
    await viewed(({ state }) => state === 'scheduled')
  })
})
