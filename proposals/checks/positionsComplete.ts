import { formatUnits } from 'viem'
import { debtCompleteness, type MarketState } from '../../models/book/marketState.js'
import { defineCheck, error, type Objection } from './defineCheck.js'

/** Prove that every borrower is known, now and when the recommendation was made: who is not counted cannot be protected from a change. */
export const positionsComplete = defineCheck({
  name: 'positions-complete',
  question: "Do the known positions hold each reserve's whole debt?",
  objections: ({ live, reviewedMarket }) => [
    ...missing(live.market, ''),
    ...(reviewedMarket === undefined ? [] : missing(reviewedMarket, 'When the recommendation was made: ')),
  ],
  passes: ({ live }) => {
    const borrowed = debtCompleteness(live.market).filter(({ totalDebt }) => totalDebt !== '0')
    const assets = borrowed.map(({ asset }) => asset).join(', ')
    return `${live.market.positions.length} positions hold the whole debt of ${assets || 'every reserve: none'}.`
  },
})

function missing(market: MarketState, when: string): Objection[] {
  return debtCompleteness(market)
    .filter(({ isComplete }) => !isComplete)
    .map(({ asset, knownDebt, totalDebt, debtors }) => {
      const decimals = market.reserves.find((reserve) => reserve.asset === asset)?.decimals ?? 0
      const amount = (units: bigint) => formatUnits(units, decimals)
      const [known, total] = [BigInt(knownDebt), BigInt(totalDebt)]
      return error(
        `${when}The ${debtors} known borrowers of ${asset} owe ${amount(known)}, and its debt token says ${amount(total)}: the difference of ${amount(
          total - known,
        )} is of accounts that no limit protects. Check target.fromBlock, and that the RPC node gives all logs since.`,
      )
    })
}
