import { expectedEvents } from '../../../proposals/checks/expectedEvents.js'
import { edit, testCheck } from '../support/checkTests.js'
import { accounts } from '../support/fixture.js'

testCheck(expectedEvents, [
  {
    name: 'no simulation',
    severity: 'error',
    says: /is not known/,
    change: (clone) => ({ ...clone, simulation: null }),
  },
  {
    name: 'a missing event',
    severity: 'error',
    says: /The step "schedule" does not emit ExecutionSuccess\(txHash 0x/,
    change: edit(({ simulation }) => {
      simulation!.events = simulation!.events.filter(({ event }) => event !== 'ExecutionSuccess')
    }),
  },
  {
    name: 'an event with another value',
    severity: 'error',
    says: /also emits CollateralConfigurationChanged\(asset .*, ltv 1, /,
    change: edit(({ simulation }) => {
      const changed = simulation!.events.find(({ event }) => event === 'CollateralConfigurationChanged')!
      changed.arguments.find(({ name }) => name === 'ltv')!.value = '1'
    }),
  },
  {
    name: 'an event twice',
    severity: 'error',
    says: /The step "execute" also emits CallExecuted/,
    change: edit(({ simulation }) => {
      simulation!.events.push(simulation!.events.find(({ event }) => event === 'CallExecuted')!)
    }),
  },
  {
    name: 'an event that nobody knows',
    severity: 'error',
    says: new RegExp(`also emits an unknown event 0x(22){32} of ${accounts.stranger}`),
    change: edit(({ simulation }) => {
      const topics = [`0x${'22'.repeat(32)}` as const]
      simulation!.events.push({ step: 'execute', address: accounts.stranger, event: null, arguments: [], topics, data: '0x' })
    }),
  },
  {
    name: 'the L2 edition of the Safe tells more, which is its own',
    severity: 'info',
    says: /are those of the Safe/,
    change: edit(({ simulation, proposal }) => {
      const told = { step: 'schedule', address: proposal.route.safe, topics: [], data: '0x' } as const
      simulation!.events.push({ ...told, event: 'SafeMultiSigTransaction', arguments: [], topics: [] })
    }),
  },
  {
    name: 'the execution alone, once it is scheduled',
    severity: 'info',
    says: /All 4 events/,
    change: edit(({ simulation }) => {
      simulation!.phase = 'executable'
      simulation!.events = simulation!.events.filter(({ step }) => step === 'execute')
    }),
  },
])
