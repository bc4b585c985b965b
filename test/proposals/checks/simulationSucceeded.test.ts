import { simulationSucceeded } from '../../../proposals/checks/simulationSucceeded.js'
import { edit, testCheck } from '../support/checkTests.js'

testCheck(simulationSucceeded, [
  {
    name: 'no simulation',
    severity: 'error',
    says: /was not simulated/,
    change: (clone) => ({ ...clone, simulation: null }),
  },
  {
    name: 'a step reverts',
    severity: 'error',
    says: /The step "schedule" reverts on a copy of the chain: TimelockInsufficientDelay\(172800, 259200\)\./,
    change: edit(({ simulation }) => {
      simulation!.outcome = 'reverted'
      simulation!.failure = { step: 'schedule', reason: 'TimelockInsufficientDelay(172800, 259200)' }
    }),
  },
  {
    name: 'the proposal is over on chain',
    severity: 'error',
    says: /nothing to simulate: the proposal is cancelled on chain/,
    change: edit(({ simulation }) => {
      simulation!.outcome = 'notExecutable'
      simulation!.failure = { step: 'none', reason: 'the proposal is cancelled on chain' }
    }),
  },
  {
    name: 'a simulation of another proposal',
    severity: 'error',
    says: /The simulation is of proposal 0x0{64}/,
    change: edit(({ simulation }) => {
      simulation!.proposalId = `0x${'00'.repeat(32)}`
    }),
  },
  {
    name: 'a field to sign that was altered after the simulation',
    severity: 'error',
    says: /not those of this proposal\. Do not sign/,
    change: edit(({ proposal }) => {
      proposal.route.rounds[0]!.transaction.nonce = '8'
    }),
  },
  {
    name: 'an execution that was altered after the simulation',
    severity: 'error',
    says: /not those of this proposal/,
    change: edit(({ proposal }) => {
      proposal.route.execution.data = '0x1234'
    }),
  },
])
