import { madeLiquidatableLimit } from '../../../proposals/checks/madeLiquidatableLimit.js'
import { AAVE_V3_LIQUIDATION_RULE } from '../../../proposals/targets/aaveV3/aaveV3Rules.js'
import { edit, testCheck } from '../support/checkTests.js'

const ruled = edit(({ live }) => {
  live.market.liquidation = AAVE_V3_LIQUIDATION_RULE
})

// 10 WETH at 1,532.89 USD carry 12,722.99 USD at a threshold of 83 % and 12,416.41 USD at 81 %.
const pressed = edit(({ live }) => {
  live.market.positions[0]!.debt[0]!.amount = '12600000000'
})

// Below 1 before as after: 13,200 USD stand at 0.9639 before and at 0.9406 after.
const deepened = edit(({ live }) => {
  live.market.positions[0]!.debt[0]!.amount = '13200000000'
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
  {
    name: "the venue's rule: half of what becomes liquidatable may be closed at once, and all of it counts for the limit",
    severity: 'error',
    says: /12,600 USD of debt liquidatable; the limit is 0.00 USD. It lets liquidators close 6,300 USD at once/,
    change: (clone) => pressed(ruled(clone)),
  },
  {
    name: 'nobody becomes liquidatable, but liquidators may close the rest of an account',
    severity: 'warning',
    says: /makes 0 accounts .* It lets liquidators close 6,600 USD at once that they could not close before/,
    change: (clone) => deepened(ruled(clone)),
  },
])
