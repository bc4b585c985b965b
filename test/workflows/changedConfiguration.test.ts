import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Hex } from 'viem'
import { inlineCompute } from '../../activities/compute/inlineCompute.js'
import { signRound } from '../../activities/safe/signRound.js'
import { readProposal, rejectProposal, signProposal, untilProposalEnds } from '../../client/proposals.js'
import { environment } from '../../config/environment.js'
import type { LoadedConfig } from '../../config/loadConfig.js'
import { localAccounts, privateKeyOf } from '../../local/accounts.js'
import { advanceChainTime } from '../../local/chain/advanceChainTime.js'
import type { LocalSystem } from '../../local/system/startLocalSystem.js'
import { decisionTypedData } from '../../proposals/decision.js'
import { encodeExecTransaction } from '../../proposals/safe/encodeExecTransaction.js'
import type { SigningRound } from '../../proposals/routes/signingRound.js'
import { QUEUE_KINDS } from '../../workflows/queues.js'
import { quietRuntime } from '../../worker/runtime/quietRuntime.js'
import { type StartedWorker, startWorker } from '../../worker/startWorker.js'
import { recalibrate, startTestSystem } from '../support/testSystem.js'
import { untilViewed } from '../support/untilViewed.js'
import { onSafeTimelock } from '../proposals/support/onSafeTimelock.js'

const { owners, guardian, relayer } = localAccounts()

describe('an open proposal whose market gets another route in the configuration', () => {
  let system: LocalSystem
  let worker: StartedWorker | undefined

  beforeAll(async () => {
    quietRuntime()
    system = await startTestSystem({ hasWorker: false })
  })
  afterAll(async () => {
    await worker?.close()
    await system?.stop()
  })

  /** Have one worker, with this configuration. */
  const serve = async (loadedConfig: LoadedConfig): Promise<void> => {
    await worker?.close()
    worker = await startWorker({
      loadedConfig,
      kinds: QUEUE_KINDS,
      environment: (name) => system.variables[name] ?? environment(name),
      tuning: { stickyQueueScheduleToStartTimeout: '200ms', shutdownGraceTime: '5s' },
      compute: inlineCompute(),
    })
  }
  /** The configuration with the market's calls going through another timelock, or signed by another Safe's owners. */
  const rerouted = (other: { timelock: Hex } | { safe: Hex } = { timelock: guardian.address }): LoadedConfig => {
    const { loaded } = system
    const markets = loaded.config.markets.map((entry) => ({
      ...entry,
      market: { ...entry.market, route: { ...entry.market.route, ...other } },
    }))
    return { ...loaded, config: { ...loaded.config, markets } }
  }

  it('behavior: drafted for another Safe: its own owners still reject it, and execute that in their wallet', async () => {
    await serve(system.loaded)
    const id = (await recalibrate(system)).proposalWorkflowId ?? ''
    await untilViewed(system, id, ({ state }) => state === 'awaitingSignatures')
    const proposal = onSafeTimelock(await readProposal(system.client, id))
    const { rejection, rounds } = proposal.route
    const signatureOf = async (owner: (typeof owners)[number], round: SigningRound) => ({
      owner: owner.address,
      signature: await signRound({ rpcUrl: system.rpcUrl, round, privateKey: privateKeyOf(owner), owner: owner.address }),
    })
    const sign = async (owner: (typeof owners)[number], round: SigningRound) => {
      const { signature } = await signatureOf(owner, round)
      return signProposal(system.client, id, { purpose: round.purpose, safeTxHash: round.hashes.safeTxHash, signature })
    }

    await serve(rerouted({ safe: guardian.address }))
    const refused = sign(owners[0], rounds[0] as SigningRound)
    await expect(refused).rejects.toMatchObject({ code: 'DRAFTED_FOR_ANOTHER', message: expect.stringContaining("route's safe") })
    const decision = { proposalId: proposal.proposalId, verdict: 'reject', reason: 'moved', deadline: '4000000000' } as const
    const signature = await owners[1].signTypedData(decisionTypedData({ chainId: 31337, decision }))
    expect(await rejectProposal(system.client, id, { decision, signature })).toEqual({ by: owners[1].address })
    await untilViewed(system, id, ({ openRound }) => openRound === 'reject')

    const sent = await system.chain.getTransactionCount({ address: relayer.address })
    await sign(owners[0], rejection)
    await sign(owners[1], rejection)
    const held = await untilViewed(system, id, ({ fault }) => fault !== null)
    expect(held).toMatchObject({
      state: 'ending',
      canStillExecute: true,
      signatures: [{ purpose: 'reject' }, { purpose: 'reject' }],
    })
    expect(held.fault).toContain(proposal.route.safe)
    expect(await system.chain.getTransactionCount({ address: relayer.address })).toBe(sent)

    const { safe, transaction } = rejection
    const signatures = await Promise.all([owners[0], owners[1]].map((owner) => signatureOf(owner, rejection)))
    const { to, data } = encodeExecTransaction({ safe, transaction, signatures })
    await system.chain.sendTransaction({ account: owners[0], to, data })
    const view = await untilProposalEnds(system.client, id)
    expect(view).toMatchObject({ state: 'rejected', ending: { outcome: 'rejected', by: owners[1].address, reason: 'moved' } })
    expect(view.canStillExecute).toBe(false)
  })

  it('behavior: it keeps its bytes; nothing of it is signed or sent; what the chain does with it is still told', async () => {
    await serve(system.loaded)
    const id = (await recalibrate(system)).proposalWorkflowId ?? ''
    await untilViewed(system, id, ({ state }) => state === 'awaitingSignatures')
    const proposal = onSafeTimelock(await readProposal(system.client, id))
    const round = proposal.route.rounds[0] as SigningRound
    const sign = async (owner: (typeof owners)[number]) =>
      signProposal(system.client, id, {
        purpose: round.purpose,
        safeTxHash: round.hashes.safeTxHash,
        signature: await signRound({ rpcUrl: system.rpcUrl, round, privateKey: privateKeyOf(owner), owner: owner.address }),
      })
    await sign(owners[0])

    await serve(rerouted())
    await expect(sign(owners[1])).rejects.toMatchObject({ code: 'DRAFTED_FOR_ANOTHER' })
    expect((await untilViewed(system, id, () => true)).signatures).toHaveLength(1)

    // Nothing ended: with the old configuration it goes on.
    await serve(system.loaded)
    await sign(owners[1])
    const { readyAtSeconds } = await untilViewed(system, id, ({ state }) => state === 'scheduled')

    await serve(rerouted())
    const sent = await system.chain.getTransactionCount({ address: relayer.address })
    const { timestamp } = await system.chain.getBlock({ blockTag: 'latest' })
    await advanceChainTime(system.chain, (readyAtSeconds ?? 0) - Number(timestamp))
    const held = await untilViewed(system, id, ({ fault }) => fault !== null)
    expect(held).toMatchObject({ state: 'executable', ending: null, canStillExecute: true })
    expect(held.fault).toContain(`drafted for the route's timelock ${proposal.route.timelock}`)
    expect(await system.chain.getTransactionCount({ address: relayer.address })).toBe(sent)
    expect(await readProposal(system.client, id)).toEqual(proposal)

    const { to, data } = proposal.route.cancellation
    await system.chain.sendTransaction({ account: guardian, to, data })
    const view = await untilProposalEnds(system.client, id)
    expect(view).toMatchObject({ state: 'vetoed', ending: { outcome: 'vetoed', by: guardian.address } })
  })
})
