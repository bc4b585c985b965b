import { MockActivityEnvironment } from '@temporalio/testing'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { chainClient } from '../../activities/chain/chainClient.js'
import type { ActivityDependencies } from '../../activities/dependencies.js'
import { proposalActivities } from '../../activities/proposalActivities.js'
import { openApiKit } from '../../activities/service/apiKit.js'
import { keyDelegate } from '../../activities/service/delegate.js'
import { registerDelegate } from '../../activities/service/registerDelegate.js'
import { type SafeService, safeService } from '../../activities/service/safeService.js'
import { type ServiceMovement, serviceActivities } from '../../activities/serviceActivities.js'
import { localAccounts } from '../../local/accounts.js'
import { TransactionBatch } from '../../local/chain/transactionBatch.js'
import { deploySafe } from '../../local/safe/deploySafe.js'
import { decisionTypedData } from '../../proposals/decision.js'
import type { SafeTimelockConfig } from '../../proposals/routes/safeTimelock/safeTimelockConfig.js'
import type { SafeTimelockProposal } from '../../proposals/routes/safeTimelock/safeTimelockBinding.js'
import type { SigningRound } from '../../proposals/routes/signingRound.js'
import { encodeExecTransaction } from '../../proposals/safe/encodeExecTransaction.js'
import { draftOnChain } from '../proposals/support/draftOnChain.js'
import { marketOnChain } from '../proposals/support/marketOnChain.js'
import { startSafeService } from '../support/safeServiceServer.js'
import { until } from '../support/until.js'
import { dependenciesOf, idleRelayer } from './support/dependenciesOf.js'
import { withEvidence } from './support/withEvidence.js'

/** A worker whose configuration has come to name another Safe, with owners of its own, and another guardian. */
describe('a proposal that was drafted for another Safe than the configured one', () => {
  let market: Awaited<ReturnType<typeof marketOnChain>>
  let server: Awaited<ReturnType<typeof startSafeService>>
  let service: SafeService
  let proposal: SafeTimelockProposal
  let drafted: ActivityDependencies
  let configured: ActivityDependencies
  const environment = new MockActivityEnvironment()
  /** Owners of the Safe that the configuration names by now. */
  const others = [6, 7] as const

  beforeAll(async () => {
    market = await marketOnChain()
    const { client, account, deployment } = market
    const batch = new TransactionBatch(client)
    const { deployer } = localAccounts()
    await batch.open([deployer])
    const safe = await deploySafe(batch, deployer, {
      owners: others.map((index) => account(index).address),
      threshold: 2,
      contracts: deployment.safe.contractNetworks['31337']!,
      saltNonce: 7n,
    })
    server = await startSafeService({ client: client as never, chainId: 31337 })
    service = safeService({
      chainId: 31337,
      url: { value: server.url, variable: 'URL' },
      delegate: keyDelegate(`0x${'d1'.repeat(32)}`, 'KEY'),
      timeoutMs: 5_000,
    })
    const own = [1, 2, 3].map((index) => account(index).address)
    await registerDelegate(service, { safe: deployment.safe.address, owner: account(1), owners: own, label: 'Plimsoll' })

    const withService = { urlEnv: 'URL', delegateKeyEnv: 'KEY', pollInterval: '20ms' }
    const runtimeOf = (over: Partial<SafeTimelockConfig>) => ({
      config: { ...market.config, route: { ...market.config.route, service: withService, ...over } },
      chain: chainClient({ chainId: market.chain.chainId, rpcUrl: market.chain.rpcUrl }),
      relayer: idleRelayer(account(4)),
      service,
    })
    drafted = dependenciesOf(runtimeOf({}))
    configured = { ...dependenciesOf(runtimeOf({ safe, guardian: account(8).address })), evidence: drafted.evidence }
    const { config } = runtimeOf({})
    proposal = await withEvidence(drafted.evidence, config, (await draftOnChain(market)).proposal)
  })
  afterAll(async () => {
    await server?.stop()
    await market?.stop()
  })

  const decideAs = async (index: number) => {
    const decision = { proposalId: proposal.proposalId, verdict: 'reject', reason: 'no', deadline: '4000000000' } as const
    const signature = await market.account(index).signTypedData(decisionTypedData({ chainId: 31337, decision }))
    return environment.run(proposalActivities(configured).verifyDecision, { proposal, decision, signature })
  }

  it('behavior: verifyDecision: its own owners and guardian decide, and nobody of the configured route', async () => {
    const { address: owner } = market.account(1)
    const { address: guardian } = market.account(5)
    expect(await decideAs(1)).toEqual({ by: owner })
    expect(await decideAs(5)).toEqual({ by: guardian })
    await expect(decideAs(others[0])).rejects.toMatchObject({ code: 'NOT_A_DECIDER' })
    await expect(decideAs(8)).rejects.toMatchObject({ code: 'NOT_A_DECIDER' })
  })

  const poll = (purpose: string) =>
    environment.run(serviceActivities(configured).pollService, { proposal, purpose, known: [] }) as Promise<ServiceMovement>
  const confirm = async (index: number, { hashes }: SigningRound) =>
    openApiKit({ chainId: 31337, url: server.url }).confirmTransaction(
      hashes.safeTxHash,
      await market.account(index).sign({ hash: hashes.safeTxHash }),
    )

  it('behavior: pollService: its own owners reject it; no confirmation of the change counts', async () => {
    const { rejection } = proposal.route
    const round = proposal.route.rounds[0] as SigningRound
    const offers = serviceActivities(drafted)
    await environment.run(offers.offerToService, { proposal, roundIndex: 0 })
    await environment.run(offers.offerRejectionToService, { proposal })
    await confirm(1, round)
    await confirm(2, round)

    const changing = poll('schedule')
    const { safeTxHash } = round.hashes
    const asked = () => server.requests.filter((request) => request.startsWith('GET') && request.includes(safeTxHash)).length
    const before = asked()
    await until('the change was asked about', async () => asked() > before + 3)
    await confirm(1, rejection)
    const told = await poll('reject')
    expect(told).toMatchObject({ kind: 'confirmed', threshold: 2, signatures: [{ owner: market.account(1).address }] })

    // Only the spent nonce ends the wait for the change.
    const signatures = await Promise.all(
      [1, 2].map(async (index) => ({
        owner: market.account(index).address,
        signature: await market.account(index).sign({ hash: rejection.hashes.safeTxHash }),
      })),
    )
    const { safe, transaction } = rejection
    await market.send(market.account(4).address, encodeExecTransaction({ safe, transaction, signatures }))
    expect(await changing).toEqual({ kind: 'closed' })
  })
})
