import { liveParameters } from '../../../proposals/checks/liveParameters.js'
import { edit, testCheck } from '../support/checkTests.js'

testCheck(liveParameters, [
  {
    name: 'a parameter of a changed asset moved',
    severity: 'error',
    says: /liquidation threshold of WETH is 8200 bps on chain; 8300 bps was reviewed/,
    change: edit(({ live }) => {
      live.market.reserves[0]!.parameters.ltBps = 8200 as never
    }),
  },
  {
    name: 'a parameter of another asset moved',
    severity: 'warning',
    says: /loan-to-value of USDC/,
    change: edit(({ live }) => {
      live.market.reserves[2]!.parameters.ltvBps = 7600 as never
    }),
  },
  {
    name: 'a reserve is gone',
    severity: 'error',
    says: /not a reserve of the market any more/,
    change: edit(({ live }) => {
      live.market.reserves.shift()
    }),
  },
])
