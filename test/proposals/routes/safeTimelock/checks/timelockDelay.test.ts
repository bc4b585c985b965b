import { timelockDelay } from '../../../../../proposals/routes/safeTimelock/checks/timelockDelay.js'
import { ofRoute } from '../../../../../proposals/checks/registry.js'
import { edit, testCheck } from '../../../support/checkTests.js'

testCheck(ofRoute(timelockDelay), [
  {
    name: 'a short delay of the timelock',
    severity: 'error',
    says: /after 60 s; the configuration demands 172800 s/,
    change: edit(({ live }) => {
      live.route.timelock.minDelaySeconds = 60
    }),
  },
  {
    name: 'a short delay of the operation',
    severity: 'error',
    says: /waits 60 s; the configuration demands/,
    change: edit(({ proposal }) => {
      proposal.route.operation.delaySeconds = 60
    }),
  },
  {
    name: 'a delay raised since',
    severity: 'error',
    says: /now demands 999999 s/,
    change: edit(({ live }) => {
      live.route.timelock.minDelaySeconds = 999_999
    }),
  },
  {
    name: 'execution open to all',
    severity: 'warning',
    says: /Anybody may execute/,
    change: edit(({ live }) => {
      live.route.timelock.isExecutionOpen = true
    }),
  },
])
