import { eModeThresholds } from '../../../../../proposals/targets/aaveV3/checks/eModeThresholds.js'
import { edit, testCheck } from '../../../support/checkTests.js'

testCheck(eModeThresholds, [
  {
    name: 'a member raised above its category',
    severity: 'error',
    says: /E-mode 1 "ETH correlated" has a threshold of 8200 bps, below the 8350 bps/,
    change: edit(({ live, proposal }) => {
      live.market.eModes[0]!.parameters.ltBps = 8200 as never
      proposal.changes[1]!.to = '8350'
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
