import { describe, expect, it } from '@jest/globals'
import { delegatecall } from '../../../../../proposals/routes/safeTimelock/checks/delegatecall.js'
import { MULTI_SEND_CALL_ONLY } from '../../../../../proposals/safe/multiSendCallOnly.js'
import { ofRoute } from '../../../../../proposals/checks/registry.js'
import { edit, testCheck } from '../../../support/checkTests.js'
import { context } from '../../../support/fixture.js'

testCheck(ofRoute(delegatecall), [
  {
    name: 'a delegatecall',
    severity: 'error',
    says: /schedule round is a delegatecall/,
    change: edit(({ proposal }) => {
      proposal.route.rounds[0]!.transaction.operation = 1
    }),
  },
  {
    name: 'a delegatecall in the rejection',
    severity: 'error',
    says: /reject round/,
    change: edit(({ proposal }) => {
      proposal.route.rejection.transaction.operation = 1
    }),
  },
])

describe('delegatecall', () => {
  it('behavior: MultiSendCallOnly is let through', () => {
    const change = edit(({ proposal }) => {
      Object.assign(proposal.route.rounds[0]!.transaction, { operation: 1, to: MULTI_SEND_CALL_ONLY[0] })
    })
    expect(ofRoute(delegatecall).run(change(structuredClone(context) as typeof context))[0]?.severity).toBe('info')
  })
})
