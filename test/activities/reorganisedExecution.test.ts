import { MockActivityEnvironment } from '@temporalio/testing'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { chainClient } from '../../activities/chain/chainClient.js'
import { proposalActivities, type RouteMovement } from '../../activities/proposalActivities.js'
import type { SafeTimelockProposal } from '../../proposals/routes/safeTimelock/safeTimelockBinding.js'
import { encodeExecTransaction } from '../../proposals/safe/encodeExecTransaction.js'
import { attributeSignature } from '../../proposals/safe/signatures.js'
import { decide } from '../../workflows/proposal/decide.js'
import { initialMachine, type ProposalCommand, type ProposalEvent } from '../../workflows/proposal/machine.js'
import { draftOnChain } from '../proposals/support/draftOnChain.js'
import { marketOnChain } from '../proposals/support/marketOnChain.js'
import { dependenciesOf, idleRelayer } from './support/dependenciesOf.js'
import { withEvidence } from './support/withEvidence.js'

describe('verifyExecution', () => {
  let market: Awaited<ReturnType<typeof marketOnChain>>
  let proposal: SafeTimelockProposal
  let activities: ReturnType<typeof proposalActivities>

  beforeAll(async () => {
    market = await marketOnChain()
    const { config, account } = market
    const chain = chainClient({ chainId: market.chain.chainId, rpcUrl: market.chain.rpcUrl })
    const dependencies = dependenciesOf({
      config: { ...config, chain: { ...config.chain, confirmations: 1, pollInterval: '20ms' } },
      chain,
      relayer: idleRelayer(account(4)),
    })
    proposal = await withEvidence(dependencies.evidence, config, (await draftOnChain(market)).proposal)
    activities = proposalActivities(dependencies)
  })
  afterAll(() => market?.stop())

  /** Schedule the change and let the delay pass. */
  async function schedule(): Promise<void> {
    const { safe, transaction, hashes } = proposal.route.rounds[0]!
    const { safeTxHash } = hashes
    const { owners } = market.deployment.safe
    const signatures = await Promise.all(
      [1, 2].map(async (owner) =>
        attributeSignature({ safeTxHash, signature: await market.account(owner).sign({ hash: safeTxHash }), owners }),
      ),
    )
    await market.send(market.deployment.accounts.relayer, encodeExecTransaction({ safe, transaction, signatures }))
    await market.client.increaseTime({ seconds: proposal.route.operation.delaySeconds })
    await market.client.mine({ blocks: 1 })
  }

  const execute = () => market.send(market.deployment.accounts.relayer, proposal.route.execution)
  const watch = (step: number) =>
    new MockActivityEnvironment().run(activities.watchRoute, {
      proposal,
      step,
      outcome: null,
      ignoreExpiry: true,
    }) as Promise<RouteMovement>
  const verify = (notBefore: string) =>
    new MockActivityEnvironment().run(activities.verifyExecution, { proposal, notBefore }) as Promise<
      Awaited<ReturnType<typeof activities.verifyExecution>>
    >

  it('behavior: an execution that a reorganisation took back is told, sent again, and then verified', async () => {
    let machine = initialMachine(proposal.route)
    const take = (event: ProposalEvent): readonly ProposalCommand[] => {
      const decision = decide(machine, event)
      machine = decision.machine
      return decision.commands
    }
    const moved = (movement: RouteMovement) => take({ kind: 'routeMoved', ...movement })

    take({ kind: 'checked', results: [], threshold: 2 })
    await schedule()
    expect(moved(await watch(0)).map(({ kind }) => kind)).toEqual(['watch', 'submitCall'])
    const snapshot = await market.client.snapshot()
    take({ kind: 'submitted', purpose: 'execute', hash: await execute() })
    const [command] = moved(await watch(2))
    if (command?.kind !== 'verify') throw new Error(`it is ${machine.state}`)
    expect(await verify(command.notBefore)).toEqual({ differences: [], movedBack: null })

    // The node comes to another branch, as long as the first and without the execution.
    await market.client.revert({ id: snapshot })
    await market.client.mine({ blocks: 2 })
    const { differences, movedBack } = await verify(command.notBefore)
    expect(differences.length).toBeGreaterThan(0)
    if (movedBack === null) throw new Error('the way back was not told')
    expect(movedBack).toMatchObject({ isExpired: false, status: { phase: 'executable', step: 2, outcome: null } })
    expect(moved(movedBack).map(({ kind }) => kind)).toEqual(['watch', 'submitCall'])
    expect(machine).toMatchObject({ state: 'executable', transactions: [] })

    take({ kind: 'submitted', purpose: 'execute', hash: await execute() })
    const [again] = moved(await watch(2))
    if (again?.kind !== 'verify') throw new Error(`it is ${machine.state}`)
    const { differences: none } = await verify(again.notBefore)
    take({ kind: 'verified', differences: none })
    expect(machine).toMatchObject({ state: 'verified', ending: null })
    expect(machine.transactions.map(({ purpose }) => purpose)).toEqual(['execute'])
  })
})
