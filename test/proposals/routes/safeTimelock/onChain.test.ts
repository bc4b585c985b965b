import type { Parameter } from '../../../../models/policy/collateral/parameter.js'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { encodeFunctionData, getAddress, type Hex, parseAbi, toHex } from 'viem'
import { advanceChainTime } from '../../../../local/chain/advanceChainTime.js'
import { runChecks } from '../../../../proposals/checks/runChecks.js'
import type { SigningRound } from '../../../../proposals/routes/signingRound.js'
import { GUARD_STORAGE_SLOT } from '../../../../proposals/safe/safeStatePlan.js'
import { attributeSignature } from '../../../../proposals/safe/signatures.js'
import { encodeExecTransaction } from '../../../../proposals/safe/encodeExecTransaction.js'
import { safeTypedData } from '../../../../proposals/safe/safeTypedData.js'
import { draftOnChain } from '../../support/draftOnChain.js'
import { marketOnChain } from '../../support/marketOnChain.js'
import { simulateOnChain } from '../../support/simulateOnChain.js'

let market: Awaited<ReturnType<typeof marketOnChain>>
beforeEach(async () => {
  market = await marketOnChain()
})
afterEach(() => market.stop())

/** Sign a round with owners 3 and 1, one by typed data and one by a plain message, and execute it as the relayer. */
async function signAndExecute({ chainId, safe, safeVersion: version, transaction, hashes }: SigningRound): Promise<Hex> {
  const { safeTxHash } = hashes
  const typed = await market.account(3).signTypedData(safeTypedData({ chainId, safe, version, transaction }) as never)
  const message = await market.account(1).signMessage({ message: { raw: safeTxHash } })
  const { owners } = market.deployment.safe
  const signatures = await Promise.all([typed, message].map((signature) => attributeSignature({ safeTxHash, signature, owners })))
  return market.send(market.deployment.accounts.relayer, encodeExecTransaction({ safe, transaction, signatures }))
}

describe('safeTimelockRoute', () => {
  it('default: every check passes, and the proposal goes through Safe and timelock to the new values', async () => {
    const { proposal, context, route } = await draftOnChain(market)
    const simulation = await simulateOnChain(market, proposal)
    expect(runChecks({ ...context, simulation }).filter(({ severity }) => severity === 'error')).toEqual([])
    expect(context.live.hashes).toHaveLength(5)
    for (const { offline, onChain } of context.live.hashes) expect(offline).toBe(onChain)

    const binding = proposal.route
    const status = () => market.read(route.statusPlan({ binding, fromBlock: BigInt(proposal.draftedAt.number) }))
    expect(await status()).toMatchObject({
      phase: 'signing',
      step: 0,
      outcome: null,
      readyAtSeconds: null,
      transactionHash: null,
    })

    const scheduledBy = await signAndExecute(binding.rounds[0]!)
    const delayed = await status()
    expect(delayed).toMatchObject({ phase: 'delayed', step: 1, outcome: null, transactionHash: scheduledBy })
    expect(delayed.readyAtSeconds).toBe(delayed.block.timestampSeconds + binding.operation.delaySeconds)

    await advanceChainTime(market.client, binding.operation.delaySeconds - 10)
    expect(await status()).toMatchObject({ phase: 'delayed' })
    await advanceChainTime(market.client, 10)
    expect(await status()).toMatchObject({ phase: 'executable', readyAtSeconds: delayed.readyAtSeconds })

    const executedBy = await market.send(market.deployment.accounts.relayer, binding.execution)
    expect(await status()).toMatchObject({ phase: 'executed', step: 3, outcome: 'executed', transactionHash: executedBy })
    const after = await draftOnChain(market)
    for (const { subject, parameter, to } of proposal.changes) {
      const reserve = after.state.reserves.find(({ asset }) => asset === subject)
      expect(String(reserve?.parameters[parameter as Parameter])).toBe(to)
    }
    expect(after.proposal.proposalId).not.toBe(proposal.proposalId)
    // The second draft comes right after the first one's execution: the cooldown must hold each of the four parameters that moved.
    expect(
      runChecks(after.context).filter(({ severity, check }) => severity === 'error' && check === 'guardrails-hold'),
    ).toHaveLength(4)
  })

  it('behavior: a rejection spends the nonce', async () => {
    const { proposal, route } = await draftOnChain(market)
    const rejectedBy = await signAndExecute(proposal.route.rejection)
    const status = await market.read(route.statusPlan({ binding: proposal.route, fromBlock: BigInt(proposal.draftedAt.number) }))
    expect(status).toMatchObject({ phase: 'rejected', step: 0, outcome: 'rejected', transactionHash: rejectedBy })
    await expect(signAndExecute(proposal.route.rounds[0]!)).rejects.toThrow()
  })

  it('behavior: another transaction of the nonce supersedes it', async () => {
    const first = await draftOnChain(market)
    const second = await draftOnChain(market, 75)
    await signAndExecute(second.proposal.route.rounds[0]!)
    const status = (of: typeof first) =>
      market.read(of.route.statusPlan({ binding: of.proposal.route, fromBlock: BigInt(of.proposal.draftedAt.number) }))
    const winner = await status(second)
    expect(winner).toMatchObject({ phase: 'delayed' })
    // One transaction spent the nonce and scheduled the other proposal.
    expect(await status(first)).toMatchObject({ phase: 'superseded', transactionHash: winner.transactionHash })
  })

  it("behavior: the guardian's cancellation ends it", async () => {
    const { proposal, route } = await draftOnChain(market)
    await signAndExecute(proposal.route.rounds[0]!)
    const cancelledBy = await market.send(market.deployment.accounts.guardian, proposal.route.cancellation)
    const status = await market.read(route.statusPlan({ binding: proposal.route, fromBlock: BigInt(proposal.draftedAt.number) }))
    expect(status).toMatchObject({
      phase: 'cancelled',
      step: 3,
      outcome: 'cancelled',
      transactionHash: cancelledBy,
      readyAtSeconds: null,
    })
  })

  it('behavior: statePlan reads the Safe and the timelock as they were deployed', async () => {
    const { deployment } = market
    const { context } = await draftOnChain(market)
    expect(context.live.route).toMatchObject({
      safe: { address: deployment.safe.address, version: '1.4.1', threshold: 2, modules: [], guard: null },
      timelock: {
        minDelaySeconds: deployment.timelock.minDelaySeconds,
        proposers: [deployment.safe.address],
        cancellers: [deployment.accounts.guardian],
        admins: [deployment.timelock.address],
        isExecutionOpen: false,
      },
    })
    expect([...context.live.route.safe.owners].sort()).toEqual([...deployment.safe.owners].sort())
    expect([...context.live.route.timelock.executors].sort()).toEqual(
      [deployment.accounts.relayer, deployment.safe.address].sort(),
    )
  })

  it('behavior: more modules than a page, and a guard, are all read', async () => {
    const { deployment, client, send } = market
    const abi = parseAbi(['function enableModule(address module)'])
    const modules = Array.from({ length: 53 }, (_, i) => getAddress(toHex(0x1000 + i, { size: 20 })))
    for (const module of modules) {
      const data = encodeFunctionData({ abi, functionName: 'enableModule', args: [module] })
      await send(deployment.safe.address, { to: deployment.safe.address, value: '0', data })
    }
    const guard = getAddress(toHex(0x9999, { size: 20 }))
    expect(GUARD_STORAGE_SLOT).toBe('0x4a204f620c8c5ccdca3fd54d003badd85ba500436a431f0cbda4f558c93c34c8')
    await client.setStorageAt({
      address: deployment.safe.address,
      index: GUARD_STORAGE_SLOT,
      value: toHex(BigInt(guard), { size: 32 }),
    })
    const { context } = await draftOnChain(market)
    expect([...context.live.route.safe.modules].sort()).toEqual([...modules].sort())
    expect(context.live.route.safe.guard).toBe(guard)
    const errors = runChecks(context).filter(({ severity, check }) => severity === 'error' && check === 'safe-setup')
    expect(errors).toHaveLength(54)
  })
})
