import { subjectsOf } from '../../core/parameters.js'
import { describe, expect, it } from '@jest/globals'
import { zeroHash } from 'viem'
import { buildProposal } from '../../proposals/buildProposal.js'
import { proposalSchema } from '../../proposals/proposal.js'
import { decodeScheduleBatch } from '../../proposals/timelock/timelockCalls.js'
import { accounts, buildInput, config, proposal, routeState, state } from './support/fixture.js'
import { recommendationFor } from './support/recommendationFor.js'
import { onSafeTimelock } from './support/onSafeTimelock.js'

describe('buildProposal', () => {
  it('default', () => {
    expect(proposalSchema.parse(JSON.parse(JSON.stringify(proposal)))).toEqual(proposal)
    expect(proposal).toMatchObject({
      title: 'WETH LT 83.00 → 81.00 %, LINK LT 68.00 → 66.00 %',
      market: 'test-market',
      chainId: 31337,
      notice: 'Replay of market history.',
      isSynthetic: false,
      expiresAtSeconds: 1_654_992_000 + 14 * 86_400,
    })
    expect(subjectsOf(proposal.changes).map(({ subject }) => subject)).toEqual(['WETH', 'LINK'])
    const { rounds, rejection, operation } = proposal.route
    expect(operation).toMatchObject({ salt: proposal.proposalId, predecessor: zeroHash, delaySeconds: 172_800 })
    expect(rounds.map(({ purpose, transaction }) => [purpose, transaction.to, transaction.nonce])).toEqual([
      ['schedule', accounts.timelock, '7'],
    ])
    expect(decodeScheduleBatch(rounds[0]!.transaction)).toEqual(operation)
    expect(rejection).toMatchObject({ purpose: 'reject', transaction: { to: accounts.safe, data: '0x', nonce: '7' } })
  })

  it('behavior: the same input gives the same bytes', () => {
    expect(JSON.stringify(buildProposal(buildInput))).toBe(JSON.stringify(proposal))
  })

  it("behavior: the delay is the timelock's, or the configured one where that is longer", () => {
    const delay = (minDelaySeconds: number) => {
      const slower = { ...routeState, timelock: { ...routeState.timelock, minDelaySeconds } }
      return onSafeTimelock(buildProposal({ ...buildInput, routeState: slower })).route.operation.delaySeconds
    }
    expect([delay(60), delay(172_801)]).toEqual([172_800, 172_801])
  })

  it('error: NothingToPropose', () => {
    expect(() => buildProposal({ ...buildInput, recommendation: recommendationFor(state, {}) })).toThrow(
      expect.objectContaining({ code: 'NOTHING_TO_PROPOSE' }),
    )
  })

  it.each([
    ['market', { state: { ...state, market: 'another' as typeof state.market } }],
    ['chain id', { config: { ...config, chain: { ...config.chain, id: 1 } } }],
  ])('error: MismatchedProposalParts, %s', (what, change) => {
    expect(() => buildProposal({ ...buildInput, ...change })).toThrow(
      expect.objectContaining({ code: 'MISMATCHED_PROPOSAL_PARTS', message: expect.stringContaining(what) }),
    )
  })

  it('error: UnsupportedSafeVersion', () => {
    const input = { ...buildInput, routeState: { ...routeState, safe: { ...routeState.safe, version: '3.0.0' } } }
    expect(() => buildProposal(input)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_SAFE_VERSION' }))
  })
})
