import { simulatedLiquidations } from '../../../proposals/checks/simulatedLiquidations.js'
import { edit, testCheck } from '../support/checkTests.js'
import { accounts } from '../support/fixture.js'

const pushed = edit(({ simulation }) => {
  simulation!.accounts[0]!.healthFactorAfter = '999999999999999999'
})

testCheck(simulatedLiquidations, [
  {
    name: 'no simulation',
    severity: 'error',
    says: /is not known/,
    change: (clone) => ({ ...clone, simulation: null }),
  },
  {
    name: 'above the limit',
    severity: 'error',
    says: /makes 1 accounts with 10,000 USD of debt liquidatable; the limit is 0.00 USD/,
    change: pushed,
  },
  {
    name: 'within the limit is a warning',
    severity: 'warning',
    says: /the limit is 20,000 USD/,
    change: (clone) => pushed({ ...clone, guardrails: { ...clone.guardrails, maxMadeLiquidatableUsd: 20_000 } }),
  },
  {
    name: 'who is liquidatable by the wait alone is not made so by the change',
    severity: 'info',
    says: /None of 1 borrowers/,
    change: (clone) =>
      pushed(
        edit(({ simulation }) => {
          simulation!.accounts[0]!.healthFactorControl = '999999999999999999'
        })(clone),
      ),
  },
  {
    name: 'a borrower who was not asked about',
    severity: 'warning',
    says: new RegExp(`1 borrowers came after the simulation's block .* ${accounts.stranger}`),
    change: edit(({ live }) => {
      live.market.positions.push({ ...live.market.positions[0]!, account: accounts.stranger })
    }),
  },
  {
    name: 'the thinnest health factor is rounded down, as everywhere',
    severity: 'info',
    says: /the thinnest health factor after it is 1\.2409\./,
    change: edit(({ simulation }) => {
      simulation!.accounts[0]!.healthFactorAfter = '1240999999999999999'
    }),
  },
])
