import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { MockActivityEnvironment } from '@temporalio/testing'
import { encodeFunctionData, parseAbi, zeroHash } from 'viem'
import { chainClient } from '../../activities/chain/chainClient.js'
import { keyRelayer } from '../../activities/chain/relayer.js'
import { keyDelegate } from '../../activities/service/delegate.js'
import { registerDelegate } from '../../activities/service/registerDelegate.js'
import { safeService } from '../../activities/service/safeService.js'
import { serviceActivities } from '../../activities/serviceActivities.js'
import type { SafeTimelockProposal } from '../../proposals/routes/safeTimelock/safeTimelockBinding.js'
import { safeHashes } from '../../proposals/safe/safeHashes.js'
import { cancel, executeBatch, scheduleBatch } from '../../proposals/timelock/timelockCalls.js'
import { operationId, type TimelockOperation } from '../../proposals/timelock/timelockOperation.js'
import type { Mutable } from '../proposals/support/checkTests.js'
import { draftOnChain } from '../proposals/support/draftOnChain.js'
import { marketOnChain } from '../proposals/support/marketOnChain.js'
import { startSafeService } from '../support/safeServiceServer.js'
import { dependenciesOf } from './support/dependenciesOf.js'
import { PATIENCE_MS } from '../support/until.js'

type Forged = Mutable<SafeTimelockProposal>

/** Whoever hands out tasks chooses what they carry: the delegate's key must make nothing else stand in the owners' wallets. */
describe('serviceActivities', () => {
  let market: Awaited<ReturnType<typeof marketOnChain>>
  let server: Awaited<ReturnType<typeof startSafeService>>
  let proposal: SafeTimelockProposal
  let activities: ReturnType<typeof serviceActivities>
  const environment = new MockActivityEnvironment()

  beforeAll(async () => {
    market = await marketOnChain()
    const { config, client, account } = market
    proposal = (await draftOnChain(market)).proposal
    server = await startSafeService({ client: client as never, chainId: 31337, apiKey: 'a-secret-api-key' })
    const service = safeService({
      chainId: 31337,
      url: { value: server.url, variable: 'URL' },
      apiKey: 'a-secret-api-key',
      delegate: keyDelegate(`0x${'d1'.repeat(32)}`, 'KEY'),
      timeoutMs: PATIENCE_MS,
    })
    const owners = [1, 2, 3].map((index) => account(index).address)
    await registerDelegate(service, { safe: config.route.safe, owner: account(1), owners, label: 'Plimsoll' })
    const chain = chainClient({ chainId: 31337, rpcUrl: market.chain.rpcUrl })
    const relayer = keyRelayer(`0x${'42'.repeat(32)}`, 'TEST_RELAYER_KEY')
    activities = serviceActivities(dependenciesOf({ config, chain, relayer, service }))
  })
  afterAll(async () => {
    await server?.stop()
    await market?.stop()
  })

  const offer = (of: unknown) =>
    environment.run(activities.offerToService, { proposal: of as SafeTimelockProposal, roundIndex: 0 })
  const offerRejection = (of: unknown) =>
    environment.run(activities.offerRejectionToService, { proposal: of as SafeTimelockProposal })

  const forge = (change: (forged: Forged) => void): Forged => {
    const forged = structuredClone(proposal) as Forged
    change(forged)
    for (const round of [...forged.route.rounds, forged.route.rejection]) {
      const { chainId, safe, safeVersion: version, transaction } = round
      round.hashes = safeHashes({ chainId, safe, version, transaction: transaction as never })
    }
    return forged
  }

  it('error: nothing but calls of the target through the own route is offered', async () => {
    const delegatecall = forge(({ route }) => Object.assign(route.rounds[0]!.transaction, { operation: 1 }))
    await expect(offer(delegatecall)).rejects.toMatchObject({ code: 'NOT_THE_CONFIGURED_ROUTE' })
    const elsewhere = forge(({ route }) =>
      Object.assign(route.rounds[0]!.transaction, { to: market.deployment.aave.addressesProvider }),
    )
    await expect(offer(elsewhere)).rejects.toMatchObject({ code: 'NOT_THE_CONFIGURED_ROUTE' })
    const granting = forge((forged) => {
      const operation = forged.route.operation as Mutable<TimelockOperation>
      operation.payloads[0] = encodeFunctionData({
        abi: parseAbi(['function grantRole(bytes32 role, address account)']),
        args: [zeroHash, market.account(9).address],
      })
      operation.id = operationId(operation)
      Object.assign(forged.calls[0]!, { data: operation.payloads[0] })
      Object.assign(forged.route.rounds[0]!.transaction, scheduleBatch(operation))
      forged.route.execution = executeBatch(operation)
      forged.route.cancellation = cancel({ timelock: operation.timelock, id: operation.id })
    })
    await expect(offer(granting)).rejects.toMatchObject({ code: 'PROPOSAL_MISSTATED' })
    const rejecting = forge(({ route }) => Object.assign(route.rejection.transaction, { data: '0xdeadbeef' }))
    await expect(offerRejection(rejecting)).rejects.toMatchObject({ code: 'NOT_THE_CONFIGURED_ROUTE' })
    expect(server.transactions.size).toBe(0)
  })

  it('default: what was drafted and its rejection are offered', async () => {
    expect(await offer(proposal)).toEqual({ kind: 'offered', isNew: true })
    expect(await offer(proposal)).toEqual({ kind: 'offered', isNew: false })
    expect(await offerRejection(proposal)).toEqual({ kind: 'offered', isNew: true })
    expect([...server.transactions.keys()]).toEqual([
      proposal.route.rounds[0]!.hashes.safeTxHash,
      proposal.route.rejection.hashes.safeTxHash,
    ])
  })
})
