import { reserveStatus } from '../../../../../proposals/targets/aaveV3/checks/reserveStatus.js'
import { edit, testCheck } from '../../../support/checkTests.js'

testCheck(reserveStatus, [
  {
    name: 'frozen',
    severity: 'error',
    says: /WETH is frozen/,
    change: edit(({ live }) => {
      live.market.reserves[0]!.isFrozen = true
    }),
  },
  {
    name: 'paused',
    severity: 'error',
    says: /LINK is paused/,
    change: edit(({ live }) => {
      live.market.reserves[1]!.isPaused = true
    }),
  },
  {
    name: 'not active',
    severity: 'error',
    says: /WETH is not active/,
    change: edit(({ live }) => {
      live.market.reserves[0]!.isActive = false
    }),
  },
  {
    name: 'gone',
    severity: 'error',
    says: /not a reserve of the market/,
    change: edit(({ live }) => {
      live.market.reserves.shift()
    }),
  },
])
