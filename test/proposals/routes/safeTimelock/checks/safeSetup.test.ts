import { safeSetup } from '../../../../../proposals/routes/safeTimelock/checks/safeSetup.js'
import { ofRoute } from '../../../../../proposals/checks/registry.js'
import { edit, testCheck } from '../../../support/checkTests.js'
import { accounts } from '../../../support/fixture.js'

testCheck(ofRoute(safeSetup), [
  {
    name: 'a low threshold',
    severity: 'error',
    says: /asks for 1 signatures; the configuration demands 2/,
    change: edit(({ live }) => {
      live.route.safe.threshold = 1
    }),
  },
  {
    name: 'an unknown module',
    severity: 'error',
    says: /not in allowedModules/,
    change: edit(({ live }) => {
      live.route.safe.modules = [accounts.stranger] as never
    }),
  },
  {
    name: 'an unknown guard',
    severity: 'error',
    says: /not the allowedGuard/,
    change: edit(({ live }) => {
      live.route.safe.guard = accounts.stranger as never
    }),
  },
  {
    name: 'a guard that is gone',
    severity: 'warning',
    says: /guard is gone/,
    change: edit(({ routeConfig }) => {
      routeConfig.allowedGuard = accounts.stranger as never
    }),
  },
  {
    name: 'every owner must sign',
    severity: 'warning',
    says: /All 3 owners must sign/,
    change: edit(({ live }) => {
      live.route.safe.threshold = 3
    }),
  },
])
