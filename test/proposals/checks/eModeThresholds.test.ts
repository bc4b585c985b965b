import { eModeThresholds } from '../../../proposals/checks/eModeThresholds.js'
import { edit, testCheck } from '../support/checkTests.js'

testCheck(eModeThresholds, [
  {
    name: 'a member raised above its category',
    severity: 'error',
    says: /E-mode 1 "ETH correlated" has a threshold of 8200 bps, below the 8350 bps/,
    change: edit(({ live, proposal }) => {
      live.market.eModes[0]!.parameters.ltBps = 8200 as never
      proposal.changes[0]!.proposed.ltBps = 8350 as never
    }),
  },
  {
    name: 'a category that was below already',
    severity: 'warning',
    says: /narrows that gap/,
    change: edit(({ live }) => {
      live.market.eModes[0]!.parameters.ltBps = 8000 as never
    }),
  },
])
