import { changedCalls } from '../../proposals/buildProposal.js'
import { targetOf } from '../../proposals/targets/registry.js'
import { describe, expect, it } from '@jest/globals'
import { zeroHash } from 'viem'
import { assertOwnProposal } from '../../proposals/assertOwnProposal.js'
import { proposalTitle } from '../../proposals/proposalTitle.js'
import { safeHashes } from '../../proposals/safe/safeHashes.js'
import type { Mutable } from './support/checkTests.js'
import { accounts, config, context, contracts } from './support/fixture.js'

const { proposal } = context
type Forged = Mutable<typeof proposal>

/** What whoever keeps the proposal may answer instead. */
const forge = (change: (forged: Forged) => void) => {
  const forged = structuredClone(proposal) as Forged
  change(forged)
  return forged as typeof proposal
}

/** Hashes of another transaction than the one that is shown, as of one that waits in the wallet. */
const otherHashes = () => {
  const { chainId, safe, safeVersion: version, transaction } = proposal.route.rounds[0]!
  return safeHashes({ chainId, safe, version, transaction: { ...transaction, to: accounts.stranger, operation: 1 } })
}

/** Decode the calls again for the forged table, and title it so: what a liar who knows the code would do. */
const remade = (forged: Forged): void => {
  const target = targetOf('aaveV3')
  forged.title = proposalTitle(forged.changes, target.titleOrder)
  forged.decodedCalls = changedCalls({ target, changes: forged.changes, contracts }).decodedCalls
}

describe('assertOwnProposal', () => {
  it('default: takes what was drafted, with the chain’s contracts and without', () => {
    expect(() => assertOwnProposal({ proposal, config })).not.toThrow()
    expect(() => assertOwnProposal({ proposal, config, contracts })).not.toThrow()
  })

  const lies: [lie: string, code: string, change: (forged: Forged) => void][] = [
    ['another market', 'NOT_THE_CONFIGURED_ROUTE', (forged) => Object.assign(forged, { market: 'other' })],
    ['another chain', 'NOT_THE_CONFIGURED_ROUTE', (forged) => Object.assign(forged, { chainId: 10 })],
    ['another Safe', 'NOT_THE_CONFIGURED_ROUTE', ({ route }) => Object.assign(route, { safe: accounts.stranger })],
    ['another timelock', 'NOT_THE_CONFIGURED_ROUTE', ({ route }) => Object.assign(route, { timelock: accounts.stranger })],
    ['a delegatecall', 'NOT_THE_CONFIGURED_ROUTE', ({ route }) => Object.assign(route.rounds[0]!.transaction, { operation: 1 })],
    [
      'the hashes of another transaction',
      'PROPOSAL_MISSTATED',
      ({ route }) => Object.assign(route.rounds[0]!, { hashes: otherHashes() }),
    ],
    [
      'one hash of another transaction',
      'PROPOSAL_MISSTATED',
      ({ route }) => Object.assign(route.rounds[0]!.hashes, { safeTxHash: otherHashes().safeTxHash }),
    ],
    [
      'a second round',
      'PROPOSAL_MISSTATED',
      ({ route }) => Object.assign(route, { rounds: [route.rounds[0], structuredClone(route.rounds[0])] }),
    ],
    ['a round of another purpose', 'PROPOSAL_MISSTATED', ({ route }) => Object.assign(route.rounds[0]!, { purpose: 'queue' })],
    [
      'text for a Safe version',
      'UNSUPPORTED_SAFE_VERSION',
      ({ route }) => Object.assign(route.rounds[0]!, { safeVersion: '1.4.1)\n  safeTxHash  0xfeed' }),
    ],
    [
      "a guardian's call elsewhere",
      'PROPOSAL_MISSTATED',
      ({ route }) => Object.assign(route.cancellation, { to: accounts.stranger }),
    ],
    ["a relayer's call with value", 'PROPOSAL_MISSTATED', ({ route }) => Object.assign(route.execution, { value: '1' })],
    [
      'a step that sends another call',
      'PROPOSAL_MISSTATED',
      ({ route }) => Object.assign(route.steps[2]!, { call: { ...route.execution, value: '1' } }),
    ],
    ['a step that is left out', 'PROPOSAL_MISSTATED', ({ route }) => Object.assign(route, { steps: route.steps.slice(1) })],
    ['an exit that is left out', 'PROPOSAL_MISSTATED', ({ route }) => Object.assign(route, { exits: [] })],
    ['another salt', 'PROPOSAL_MISSTATED', ({ route }) => Object.assign(route.operation, { salt: zeroHash })],
    ['calls that are not signed', 'PROPOSAL_MISSTATED', (forged) => Object.assign(forged.calls[0]!, { to: accounts.stranger })],
    [
      'other words for a call',
      'PROPOSAL_MISSTATED',
      (forged) => Object.assign(forged.decodedCalls[0]!, { summary: 'Nothing of note.' }),
    ],
    [
      'other values in the table',
      'PROPOSAL_MISSTATED',
      (forged) => {
        forged.changes[1]!.to = '8099'
        forged.title = proposalTitle(forged.changes, targetOf('aaveV3').titleOrder)
      },
    ],
    [
      'other present values',
      'PROPOSAL_MISSTATED',
      (forged) => {
        forged.changes[1]!.from = '8301'
        forged.title = proposalTitle(forged.changes, targetOf('aaveV3').titleOrder)
      },
    ],
    [
      'the name of another configured asset on rows of one address',
      'NOT_THE_CONFIGURED_ROUTE',
      (forged) => {
        for (const row of forged.changes.slice(0, 2)) row.subject = 'LINK'
        remade(forged)
      },
    ],
    [
      'a second row of one parameter',
      'PROPOSAL_MISSTATED',
      (forged) => {
        forged.changes.push({ ...forged.changes[1]!, to: '9900' })
        remade(forged)
      },
    ],
    [
      'a row of a parameter that no call sets',
      'PROPOSAL_MISSTATED',
      (forged) => {
        forged.changes.push({ ...forged.changes[0]!, parameter: 'supplyCap', from: '1', to: '2' })
        remade(forged)
      },
    ],
    ['another title', 'PROPOSAL_MISSTATED', (forged) => Object.assign(forged, { title: 'Routine maintenance' })],
    [
      'another asset under a known name',
      'NOT_THE_CONFIGURED_ROUTE',
      (forged) => Object.assign(forged.changes[0]!, { address: accounts.stranger }),
    ],
  ]

  it.each(lies)('error: %s', (_lie, code, change) => {
    expect(() => assertOwnProposal({ proposal: forge(change), config })).toThrow(expect.objectContaining({ code }))
  })

  it('error: ProposalMisstated where the chain’s configurator is another than the one that is called', () => {
    const other = { ...contracts, poolConfigurator: accounts.stranger }
    expect(() => assertOwnProposal({ proposal, config, contracts: other })).toThrow(
      expect.objectContaining({ code: 'PROPOSAL_MISSTATED' }),
    )
  })
})
