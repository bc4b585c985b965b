import { describe, expect, it } from '@jest/globals'
import { assertDraftedFor, assertKindsOfDraft } from '../../proposals/assertDraftedFor.js'
import type { MarketConfig } from '../../proposals/marketConfig.js'
import { accounts, config, proposal } from './support/fixture.js'
import { safeTimelockOf } from './support/onSafeTimelock.js'

type Way = Pick<MarketConfig, 'route' | 'target'>

const drafted: Way = config
const changedTo = (route: object, target: object = {}): Way => ({
  route: { ...config.route, ...route },
  target: { ...config.target, ...target },
})

describe('assertDraftedFor', () => {
  it('default: the same route and target, whatever it demands of them by now', () => {
    expect(() => assertDraftedFor({ drafted, configured: config })).not.toThrow()
    const stricter = changedTo({ minimumThreshold: 3, minimumDelay: '9d', guardian: accounts.stranger }, { fromBlock: 7 })
    expect(() => assertDraftedFor({ drafted, configured: stricter })).not.toThrow()
    const upper = changedTo({ safe: `0x${safeTimelockOf(config).safe.slice(2).toUpperCase()}` })
    expect(() => assertDraftedFor({ drafted, configured: upper })).not.toThrow()
  })

  it.each<[what: string, configured: Way]>([
    ["route's safe", changedTo({ safe: accounts.stranger })],
    ["route's timelock", changedTo({ timelock: accounts.stranger })],
    ["target's poolAddressesProvider", changedTo({}, { poolAddressesProvider: accounts.stranger })],
  ])('error: DraftedForAnother for another %s, with both addresses', (what, configured) => {
    const refused = () => assertDraftedFor({ drafted, configured })
    expect(refused).toThrow(expect.objectContaining({ code: 'DRAFTED_FOR_ANOTHER' }))
    expect(refused).toThrow(what)
    expect(refused).toThrow(accounts.stranger)
  })
})

describe('assertKindsOfDraft', () => {
  const given = { drafted: config, proposal, policy: 'collateral' }

  it('default: a proposal of its own draft', () => {
    expect(() => assertKindsOfDraft(given)).not.toThrow()
  })

  it.each([
    ['policy', { ...given, policy: 'lax' }],
    ['target', { ...given, proposal: { ...proposal, target: 'lax' } }],
    ['route', { ...given, proposal: { ...proposal, route: { ...proposal.route, kind: 'lax' } } }],
  ])('error: NotOfItsDraft where the kind of %s is another, which would judge itself', (what, input) => {
    const refused = () => assertKindsOfDraft(input)
    expect(refused).toThrow(expect.objectContaining({ code: 'NOT_OF_ITS_DRAFT' }))
    expect(refused).toThrow(`kind of ${what} of the proposal is lax`)
  })
})
