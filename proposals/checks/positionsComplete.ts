import { formatUnits } from 'viem'
import { debtCompleteness } from '../../models/market/debtCompleteness.js'
import { defineCheck, error } from './defineCheck.js'

/** Prove that every borrower is known: who is not counted cannot be protected from a change. */
export const positionsComplete = defineCheck({
  name: 'positions-complete',
  question: "Do the known positions hold each reserve's whole debt?",
  objections: ({ live }) =>
    debtCompleteness(live.market)
      .filter(({ isComplete }) => !isComplete)
      .map(({ asset, knownDebt, totalDebt, debtors }) => {
        const decimals = live.market.reserves.find((reserve) => reserve.asset === asset)?.decimals ?? 0
        const amount = (units: string) => formatUnits(BigInt(units), decimals)
        return error(
          `The ${debtors} known borrowers of ${asset} owe ${amount(knownDebt)}, and its debt token says ${amount(totalDebt)}: the difference of ${amount(
            (BigInt(totalDebt) - BigInt(knownDebt)).toString(),
          )} is of accounts that no limit protects. Check target.fromBlock, and that the RPC node gives all logs since.`,
        )
      }),
  passes: ({ live }) => {
    const borrowed = debtCompleteness(live.market).filter(({ totalDebt }) => totalDebt !== '0')
    return `${live.market.positions.length} positions hold the whole debt of ${borrowed.map(({ asset }) => asset).join(', ') || 'every reserve: none'}.`
  },
})
