import { zeroHash } from 'viem'
import { boundBytes } from '../../../../../proposals/routes/safeTimelock/checks/boundBytes.js'
import { ofRoute } from '../../../../../proposals/checks/registry.js'
import { edit, testCheck } from '../../../support/checkTests.js'
import { accounts } from '../../../support/fixture.js'

const other = `0x${'11'.repeat(32)}` as const

testCheck(ofRoute(boundBytes), [
  {
    name: 'calls changed after binding',
    severity: 'error',
    says: /not hold exactly the calls/,
    change: edit(({ proposal }) => {
      proposal.calls[0]!.data = proposal.calls[1]!.data
    }),
  },
  {
    name: 'a call left out',
    severity: 'error',
    says: /not hold exactly the calls/,
    change: edit(({ proposal }) => {
      proposal.calls.pop()
    }),
  },
  {
    name: 'a step that sends another call',
    severity: 'error',
    says: /steps are not those/,
    change: edit(({ proposal }) => {
      Object.assign(proposal.route.steps[2]!, { call: { ...proposal.route.execution, value: '1' } })
    }),
  },
  {
    name: 'an exit left out',
    severity: 'error',
    says: /exits are not those/,
    change: edit(({ proposal }) => {
      proposal.route.exits.pop()
    }),
  },
  {
    name: 'another salt',
    severity: 'error',
    says: /salt is/,
    change: edit(({ proposal }) => {
      proposal.proposalId = other
    }),
  },
  {
    name: 'another id',
    severity: 'error',
    says: /content hashes to/,
    change: edit(({ proposal }) => {
      proposal.route.operation.id = other
    }),
  },
  {
    name: 'a predecessor',
    severity: 'error',
    says: /must stand alone/,
    change: edit(({ proposal }) => {
      proposal.route.operation.predecessor = other
    }),
  },
  {
    name: 'another timelock',
    severity: 'error',
    says: /not of the timelock/,
    change: edit(({ proposal }) => {
      proposal.route.operation.timelock = accounts.stranger
    }),
  },
  {
    name: 'another delay than is signed',
    severity: 'error',
    says: /schedules another operation/,
    change: edit(({ proposal }) => {
      proposal.route.operation.delaySeconds = 1
    }),
  },
  {
    name: 'a hash that is not of the fields',
    severity: 'error',
    says: /safeTxHash is 0x0000/,
    change: edit(({ proposal }) => {
      proposal.route.rounds[0]!.hashes.safeTxHash = zeroHash
    }),
  },
  {
    name: 'a rejection of another nonce',
    severity: 'error',
    says: /would not stop nonce 7/,
    change: edit(({ proposal }) => {
      proposal.route.rejection.transaction.nonce = '8'
    }),
  },
  {
    name: 'a round of another chain',
    severity: 'error',
    says: /on chain 1\b/,
    change: edit(({ proposal }) => {
      proposal.route.rounds[0]!.chainId = 1
    }),
  },
  {
    name: 'no round',
    severity: 'error',
    says: /0 signing rounds/,
    change: edit(({ proposal }) => {
      proposal.route.rounds = []
    }),
  },
])
