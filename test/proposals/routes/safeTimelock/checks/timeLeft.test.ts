import { timeLeft } from '../../../../../proposals/routes/safeTimelock/checks/timeLeft.js'
import { ofRoute } from '../../../../../proposals/checks/registry.js'
import { edit, testCheck } from '../../../support/checkTests.js'

testCheck(ofRoute(timeLeft), [
  {
    name: 'expired',
    severity: 'error',
    says: /It expired at chain time/,
    change: edit(({ live, proposal }) => {
      live.block.timestampSeconds = proposal.expiresAtSeconds + 1
    }),
  },
  {
    name: 'a life shorter than the delay',
    severity: 'error',
    says: /lengthen timeToLive/,
    change: edit(({ proposal }) => {
      proposal.expiresAtSeconds = proposal.draftedAt.timestampSeconds + 172_800
    }),
  },
  {
    name: 'a life not much longer than the delay',
    severity: 'warning',
    says: /of which the delay takes/,
    change: edit(({ proposal }) => {
      proposal.expiresAtSeconds = proposal.draftedAt.timestampSeconds + 180_000
    }),
  },
])
