import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Hex } from 'viem'
import { chainClient } from '../../activities/chain/chainClient.js'
import { planVeto } from '../../client/vetoProposal.js'
import type { SafeTimelockProposal } from '../../proposals/routes/safeTimelock/safeTimelockBinding.js'
import { operationId, type TimelockOperation } from '../../proposals/timelock/timelockOperation.js'
import type { Mutable } from '../proposals/support/checkTests.js'
import { draftOnChain } from '../proposals/support/draftOnChain.js'
import { marketOnChain } from '../proposals/support/marketOnChain.js'

const OTHER: Hex = `0x${'5a'.repeat(32)}`

describe('planVeto', () => {
  let market: Awaited<ReturnType<typeof marketOnChain>>
  let proposal: SafeTimelockProposal

  beforeAll(async () => {
    market = await marketOnChain()
    proposal = (await draftOnChain(market)).proposal
  })
  afterAll(() => market?.stop())

  const plan = (change: (forged: Mutable<SafeTimelockProposal>) => void = () => {}) => {
    const forged = structuredClone(proposal) as Mutable<SafeTimelockProposal>
    change(forged)
    return planVeto({
      proposal: forged as SafeTimelockProposal,
      config: market.config,
      chain: chainClient({ chainId: market.chain.chainId, rpcUrl: market.chain.rpcUrl }),
    })
  }

  it("default: the cancellation of the proposal's own operation", async () => {
    const { operation, call, status } = await plan()
    expect(operation).toBe(proposal.route.operation.id)
    expect(call).toEqual(proposal.route.cancellation)
    expect(status.phase).toBe('signing')
  })

  it('error: the operation of another proposal, whole in itself, would spare this one', async () => {
    const ofAnother = plan(({ route }) => {
      const operation = route.operation as Mutable<TimelockOperation>
      operation.salt = OTHER
      operation.id = operationId(operation)
    })
    await expect(ofAnother).rejects.toMatchObject({ code: 'NOT_THE_CONFIGURED_ROUTE', message: expect.stringMatching(/salt/) })
  })

  it.each<[string, (forged: Mutable<SafeTimelockProposal>) => void]>([
    ['an id that is not that of its fields', ({ route }) => Object.assign(route.operation, { id: OTHER })],
    ['another timelock', ({ route }) => Object.assign(route, { timelock: '0x00000000000000000000000000000000DeaDBeef' })],
    ['another chain', (forged) => Object.assign(forged, { chainId: 1 })],
  ])('error: %s', async (_, change) => {
    await expect(plan(change)).rejects.toMatchObject({ code: 'NOT_THE_CONFIGURED_ROUTE' })
  })
})
