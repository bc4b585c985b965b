import { positionsComplete } from '../../../proposals/checks/positionsComplete.js'
import { edit, testCheck } from '../support/checkTests.js'

testCheck(positionsComplete, [
  {
    name: 'a borrower is missing',
    severity: 'error',
    says: /0 known borrowers of USDC owe 0, and its debt token says 10000: the difference of 10000/,
    change: edit(({ live }) => {
      live.market.positions.pop()
    }),
  },
  {
    name: 'more debt in the token than is known',
    severity: 'error',
    says: /1 known borrowers of USDC owe 10000, and its debt token says 10000\.000002/,
    change: edit(({ live }) => {
      live.market.reserves[2]!.totalDebt = '10000000002'
    }),
  },
  {
    name: 'a borrower counted twice',
    severity: 'error',
    says: /2 known borrowers of USDC owe 20000/,
    change: edit(({ live }) => {
      live.market.positions.push(live.market.positions[0]!)
    }),
  },
  {
    name: 'a borrower was missing when the recommendation was made',
    severity: 'error',
    says: /^When the recommendation was made: The 0 known borrowers of USDC/,
    change: (context) => ({ ...context, reviewedMarket: { ...context.live.market, positions: [] } }),
  },
  {
    name: 'rounding alone',
    severity: 'info',
    says: /1 positions hold the whole debt of USDC/,
    change: edit(({ live }) => {
      live.market.reserves[2]!.totalDebt = '9999999999'
    }),
  },
])
