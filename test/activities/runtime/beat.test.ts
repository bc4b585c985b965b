import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { CancelledFailure } from '@temporalio/common'
import { MockActivityEnvironment } from '@temporalio/testing'
import { chainClient } from '../../../activities/chain/chainClient.js'
import type { ActivityDependencies } from '../../../activities/dependencies.js'
import { proposalActivities } from '../../../activities/proposalActivities.js'
import { recalibrationActivities } from '../../../activities/recalibrationActivities.js'
import { beat } from '../../../activities/runtime/beat.js'
import { signatureActivities } from '../../../activities/signatureActivities.js'
import type { Proposal } from '../../../proposals/proposal.js'
import type { SigningRound } from '../../../proposals/routes/signingRound.js'
import { draftOnChain } from '../../proposals/support/draftOnChain.js'
import { withEvidence } from '../support/withEvidence.js'
import { dependenciesOf, idleRelayer } from '../support/dependenciesOf.js'
import { marketOnChain } from '../../proposals/support/marketOnChain.js'
import { type FaultyRpc, startFaultyRpc } from '../../support/faultyRpc.js'

describe('beat', () => {
  it('default: heartbeats until the attempt is over, and then ends what calls it', async () => {
    const environment = new MockActivityEnvironment()
    let beats = 0
    environment.on('heartbeat', () => {
      beats += 1
    })
    const read = environment.run(async () => {
      for (;;) {
        beat()
        if (beats === 3) environment.cancel()
      }
    })
    await expect(read).rejects.toBeInstanceOf(CancelledFailure)
    expect(beats).toBe(3)
  })
})

describe('a long read whose attempt is over', () => {
  let market: Awaited<ReturnType<typeof marketOnChain>>
  let rpc: FaultyRpc
  let dependencies: ActivityDependencies
  let proposal: Proposal

  beforeAll(async () => {
    market = await marketOnChain()
    rpc = await startFaultyRpc(market.chain.rpcUrl)
    const chain = chainClient({ chainId: market.chain.chainId, rpcUrl: rpc.url })
    const { config } = market
    dependencies = dependenciesOf({ config, chain, relayer: idleRelayer(market.account(4)) })
    proposal = await withEvidence(dependencies.evidence, config, (await draftOnChain(market)).proposal)
  })
  afterAll(async () => {
    await rpc?.close()
    await market?.stop()
  })
  afterEach(() => {
    rpc.fault = null
  })

  it.each([
    ['readMarketState', () => recalibrationActivities(dependencies).readMarketState({ market: proposal.market })],
    ['readRouteStatus', () => proposalActivities(dependencies).readRouteStatus({ proposal })],
    ['verifyExecution', () => proposalActivities(dependencies).verifyExecution({ proposal, notBefore: '0' })],
    [
      'verifySignature',
      () =>
        signatureActivities(dependencies).verifySignature({
          market: proposal.market,
          round: proposal.route.rounds[0] as SigningRound,
          signature: `0x${'11'.repeat(64)}1b`,
          signedBy: [],
        }),
    ],
  ] as const)('behavior: %s asks the node nothing beyond the calls that are under way', async (_, read) => {
    const environment = new MockActivityEnvironment()
    let isOver = false
    const askedAfter: string[] = []
    rpc.fault = ({ method }) => {
      if (isOver) askedAfter.push(method)
      if (method !== 'eth_call' || isOver) return undefined
      isOver = true
      environment.cancel()
      return undefined
    }
    await expect(environment.run(read as () => Promise<unknown>)).rejects.toBeInstanceOf(CancelledFailure)
    await sleep(100)
    // Each read ends with a look at its block, and has more to ask before that.
    expect(askedAfter.filter((method) => method !== 'eth_call')).toEqual([])
  })
})
