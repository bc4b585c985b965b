import { otherPowers } from '../../../../../proposals/routes/safeTimelock/checks/otherPowers.js'
import { ofRoute } from '../../../../../proposals/checks/registry.js'
import { edit, testCheck } from '../../../support/checkTests.js'
import { accounts } from '../../../support/fixture.js'

testCheck(ofRoute(otherPowers), [
  {
    name: 'another risk admin',
    severity: 'warning',
    says: /holds RISK_ADMIN besides the timelock/,
    change: edit(({ live }) => {
      live.authorities[0]!.holders.push(accounts.stranger as never)
    }),
  },
  {
    name: 'an emergency admin is no warning',
    severity: 'info',
    says: /holds EMERGENCY_ADMIN/,
    change: edit(({ live }) => {
      live.authorities.push({
        ...live.authorities[0]!,
        role: 'EMERGENCY_ADMIN',
        effect: 'stops',
        holders: [accounts.stranger as never],
      })
    }),
  },
  {
    name: 'another proposer',
    severity: 'warning',
    says: /can schedule in the timelock besides/,
    change: edit(({ live }) => {
      live.route.timelock.proposers.push(accounts.stranger as never)
    }),
  },
  {
    name: 'an administrator of the timelock',
    severity: 'warning',
    says: /administrator of the timelock/,
    change: edit(({ live }) => {
      live.route.timelock.admins.push(accounts.stranger as never)
    }),
  },
])
