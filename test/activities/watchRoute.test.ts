import { setTimeout as sleep } from 'node:timers/promises'
import { MockActivityEnvironment } from '@temporalio/testing'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { numberToHex } from 'viem'
import { chainClient } from '../../activities/chain/chainClient.js'
import type { ActivityDependencies } from '../../activities/dependencies.js'
import { proposalActivities, type RouteMovement } from '../../activities/proposalActivities.js'
import type { SigningRound } from '../../proposals/routes/signingRound.js'
import { attributeSignature } from '../../proposals/safe/signatures.js'
import { encodeExecTransaction } from '../../proposals/safe/encodeExecTransaction.js'
import { draftOnChain } from '../proposals/support/draftOnChain.js'
import { marketOnChain } from '../proposals/support/marketOnChain.js'
import { dependenciesOf, idleRelayer } from './support/dependenciesOf.js'
import { type FaultyRpc, startFaultyRpc } from '../support/faultyRpc.js'

describe('watchRoute', () => {
  let market: Awaited<ReturnType<typeof marketOnChain>>
  let rpc: FaultyRpc
  let dependencies: ActivityDependencies

  beforeAll(async () => {
    market = await marketOnChain()
    rpc = await startFaultyRpc(market.chain.rpcUrl)
    const chain = chainClient({ chainId: market.chain.chainId, rpcUrl: rpc.url })
    const config = { ...market.config, chain: { ...market.config.chain, confirmations: 1, pollInterval: '20ms' } }
    dependencies = dependenciesOf({ config, chain, relayer: idleRelayer(market.account(4)) })
  })
  afterAll(async () => {
    await rpc?.close()
    await market?.stop()
  })

  async function signAndExecute(
    { proposal }: Awaited<ReturnType<typeof draftOnChain>>,
    round = proposal.route.rounds[0] as SigningRound,
  ): Promise<void> {
    const { safe, transaction, hashes } = round
    const { safeTxHash } = hashes
    const { owners } = market.deployment.safe
    const signatures = await Promise.all(
      [1, 2].map(async (owner) =>
        attributeSignature({ safeTxHash, signature: await market.account(owner).sign({ hash: safeTxHash }), owners }),
      ),
    )
    await market.send(market.deployment.accounts.relayer, encodeExecTransaction({ safe, transaction, signatures }))
  }

  it('behavior: a node that answers for a block from the next one, while that is mined, is asked again', async () => {
    const draft = await draftOnChain(market)
    const { proposal } = draft
    const { watchRoute } = proposalActivities(dependencies)
    const input = { proposal, step: 0, outcome: null, ignoreExpiry: false } as const
    const watching = new MockActivityEnvironment().run(watchRoute, input) as Promise<RouteMovement>
    watching.catch(() => {})

    // A quiet poll asks for the pulse alone: so many calls are answered from the future below.
    const isHead = ({ method, params }: FaultyRpc['calls'][number]) => method === 'eth_getBlockByNumber' && params[0] === 'latest'
    const callsOfLastPoll = () => {
      const heads = rpc.calls.flatMap((call, i) => (isHead(call) ? [i] : []))
      const [from, to] = heads.slice(-2)
      return rpc.calls.slice(from, to).filter(({ method }) => method === 'eth_call').length
    }
    while (rpc.calls.filter(isHead).length < 5) await sleep(10)
    const pulseCalls = callsOfLastPoll()
    expect(pulseCalls).toBeGreaterThan(0)

    const before = numberToHex(await market.client.getBlockNumber({ cacheTime: 0 }))
    let torn = 0
    rpc.fault = (call) => {
      if (isHead(call) && torn < pulseCalls) return { kind: 'ask', params: [before, false] }
      if (call.method !== 'eth_call' || call.params[1] !== before || isAhead === false || torn >= pulseCalls) return undefined
      torn += 1
      return { kind: 'ask', params: [call.params[0], 'latest'] }
    }
    let isAhead = false
    await signAndExecute(draft)
    isAhead = true

    expect((await watching).status).toMatchObject({ phase: 'delayed', step: 1, outcome: null })
    expect(torn).toBe(pulseCalls)
    rpc.fault = null
  })

  it('behavior: a nonce that is spent by nobody knows what is told when the logs are there', async () => {
    const draft = await draftOnChain(market)
    const { proposal } = draft
    await signAndExecute(draft, proposal.route.rejection)
    let withheld = 0
    rpc.fault = ({ method }) => {
      if (method !== 'eth_getLogs') return undefined
      withheld += 1
      return { kind: 'result', result: [] }
    }
    const { watchRoute } = proposalActivities(dependencies)
    const input = { proposal, step: 0, outcome: null, ignoreExpiry: false } as const
    const watching = new MockActivityEnvironment().run(watchRoute, input) as Promise<RouteMovement>
    watching.catch(() => {})
    for (let i = 0; withheld < 20 && i < 1_000; i++) await sleep(10)
    expect(withheld).toBeGreaterThanOrEqual(20)
    rpc.fault = null
    expect((await watching).status).toMatchObject({ phase: 'rejected', step: 0, outcome: 'rejected' })
  })

  it('error: OtherChain for a verification on a chain that is not the one of the draft', async () => {
    const { proposal } = await draftOnChain(market)
    const { verifyExecution } = proposalActivities(dependencies)
    const input = { proposal: { ...proposal, genesisHash: `0x${'11'.repeat(32)}` } as const, notBefore: '0' }
    const verifying = new MockActivityEnvironment().run(verifyExecution, input)
    await expect(verifying).rejects.toMatchObject({ code: 'OTHER_CHAIN', retryable: false })
  })
})
