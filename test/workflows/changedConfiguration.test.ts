import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { inlineCompute } from '../../activities/compute/inlineCompute.js'
import { signRound } from '../../activities/safe/signRound.js'
import { readProposal, signProposal, untilProposalEnds } from '../../client/proposals.js'
import { environment } from '../../config/environment.js'
import type { LoadedConfig } from '../../config/loadConfig.js'
import { localAccounts, privateKeyOf } from '../../local/accounts.js'
import { advanceChainTime } from '../../local/chain/advanceChainTime.js'
import type { LocalSystem } from '../../local/system/startLocalSystem.js'
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
  /** The configuration with the market's calls going through another timelock. */
  const rerouted = (): LoadedConfig => {
    const { loaded } = system
    const markets = loaded.config.markets.map((entry) => ({
      ...entry,
      market: { ...entry.market, route: { ...entry.market.route, timelock: guardian.address } },
    }))
    return { ...loaded, config: { ...loaded.config, markets } }
  }

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
