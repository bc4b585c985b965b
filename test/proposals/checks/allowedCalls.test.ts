import { allowedCalls } from '../../../proposals/checks/allowedCalls.js'
import { edit, testCheck } from '../support/checkTests.js'
import { accounts } from '../support/fixture.js'

testCheck(allowedCalls, [
  {
    name: 'another contract',
    severity: 'error',
    says: /not on the list/,
    change: edit(({ proposal }) => {
      proposal.calls[0]!.to = accounts.stranger
    }),
  },
  {
    name: 'another function of the right contract',
    severity: 'error',
    says: /0xdeadbeef .*not on the list/,
    change: edit(({ proposal }) => {
      proposal.calls[1]!.data = '0xdeadbeef'
    }),
  },
  {
    name: 'value',
    severity: 'error',
    says: /Call 1 passes 1 wei/,
    change: edit(({ proposal }) => {
      proposal.calls[0]!.value = '1'
    }),
  },
  {
    name: 'a round that is no scheduleBatch',
    severity: 'error',
    says: /must be 0x8f2a0bb0/,
    change: edit(({ proposal }) => {
      proposal.route.rounds[0]!.transaction.data = '0x01d5062a'
    }),
  },
  {
    name: 'a rejection with data',
    severity: 'error',
    says: /not an empty call/,
    change: edit(({ proposal }) => {
      proposal.route.rejection.transaction.data = '0x00'
    }),
  },
  {
    name: 'an execution elsewhere',
    severity: 'error',
    says: /The execution is/,
    change: edit(({ proposal }) => {
      proposal.route.execution.to = accounts.stranger
    }),
  },
  {
    name: 'a cancellation elsewhere',
    severity: 'error',
    says: /The cancellation is/,
    change: edit(({ proposal }) => {
      proposal.route.cancellation.to = accounts.stranger
    }),
  },
])
