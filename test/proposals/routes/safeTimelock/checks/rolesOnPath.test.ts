import { rolesOnPath } from '../../../../../proposals/routes/safeTimelock/checks/rolesOnPath.js'
import { ofRoute } from '../../../../../proposals/checks/registry.js'
import { edit, testCheck } from '../../../support/checkTests.js'

testCheck(ofRoute(rolesOnPath), [
  {
    name: 'the timelock may not set',
    severity: 'error',
    says: /holds neither RISK_ADMIN nor POOL_ADMIN/,
    change: edit(({ live }) => {
      live.authorities[0]!.holders = []
    }),
  },
  {
    name: 'the Safe may not propose',
    severity: 'error',
    says: /is not a PROPOSER/,
    change: edit(({ live }) => {
      live.route.timelock.proposers = []
    }),
  },
  {
    name: 'nobody may execute',
    severity: 'error',
    says: /Nobody is EXECUTOR/,
    change: edit(({ live }) => {
      live.route.timelock.executors = []
    }),
  },
  {
    name: 'the guardian may not cancel',
    severity: 'error',
    says: /is not a CANCELLER/,
    change: edit(({ live }) => {
      live.route.timelock.cancellers = []
    }),
  },
])
