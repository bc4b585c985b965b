import { madeLiquidatableLimit } from '../../../proposals/checks/madeLiquidatableLimit.js'
import { edit, testCheck } from '../support/checkTests.js'

// 10 WETH at 1,532.89 USD carry 12,722.99 USD at a threshold of 83 % and 12,416.41 USD at 81 %.
const pressed = edit(({ live }) => {
  live.market.positions[0]!.debt[0]!.amount = '12600000000'
})

testCheck(madeLiquidatableLimit, [
  {
    name: 'above the limit',
    severity: 'error',
    says: /makes 1 accounts with 12,600 USD of debt liquidatable; the limit is 0.00 USD/,
    change: pressed,
  },
  {
    name: 'within the limit is a warning',
    severity: 'warning',
    says: /the limit is 20,000 USD/,
    change: (clone) => pressed({ ...clone, guardrails: { ...clone.guardrails, maxMadeLiquidatableUsd: 20_000 } }),
  },
])
