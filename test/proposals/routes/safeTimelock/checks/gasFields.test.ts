import { gasFields } from '../../../../../proposals/routes/safeTimelock/checks/gasFields.js'
import { ofRoute } from '../../../../../proposals/checks/registry.js'
import { edit, testCheck } from '../../../support/checkTests.js'
import { accounts } from '../../../support/fixture.js'

testCheck(ofRoute(gasFields), [
  ...(['safeTxGas', 'baseGas', 'gasPrice'] as const).map((field) => ({
    name: field,
    severity: 'error' as const,
    says: new RegExp(`${field} 1`),
    change: edit(({ proposal }) => {
      proposal.route.rounds[0]!.transaction[field] = '1'
    }),
  })),
  ...(['gasToken', 'refundReceiver'] as const).map((field) => ({
    name: field,
    severity: 'error' as const,
    says: new RegExp(`${field} 0x`),
    change: edit(({ proposal }) => {
      proposal.route.rejection.transaction[field] = accounts.stranger
    }),
  })),
])
