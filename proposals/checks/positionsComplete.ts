import { formatUnits } from 'viem'
import { type Book, debtCompleteness } from '../../models/book/book.js'
import { bookOf } from './bookOf.js'
import { defineCheck, error, type Objection } from './defineCheck.js'

/** Prove that every borrower is known, now and when the recommendation was made: who is not counted cannot be protected from a change. */
export const positionsComplete = defineCheck({
  name: 'positions-complete',
  question: "Do the known positions hold each asset's whole debt?",
  objections: ({ proposal, live, reviewedMarket }) => [
    ...missing(bookOf({ proposal, live }), ''),
    ...(reviewedMarket === undefined
      ? []
      : missing(bookOf({ proposal, live }, reviewedMarket), 'When the recommendation was made: ')),
  ],
  passes: (context) => {
    const book = bookOf(context)
    const borrowed = debtCompleteness(book).filter(({ totalDebt }) => totalDebt !== '0')
    const assets = borrowed.map(({ asset }) => asset).join(', ')
    return `${book.accounts.length} positions hold the whole debt of ${assets || 'every asset: none'}.`
  },
})

function missing(book: Book, when: string): Objection[] {
  return debtCompleteness(book)
    .filter(({ isComplete }) => !isComplete)
    .map(({ asset, knownDebt, totalDebt, debtors }) => {
      const decimals = book.assets.find((own) => own.asset === asset)?.decimals ?? 0
      const amount = (units: bigint) => formatUnits(units, decimals)
      const [known, total] = [BigInt(knownDebt), BigInt(totalDebt)]
      return error(
        `${when}The ${debtors} known borrowers of ${asset} owe ${amount(known)}, and its debt token says ${amount(total)}: the difference of ${amount(
          total - known,
        )} is of accounts that no limit protects. Check target.fromBlock, and that the RPC node gives all logs since.`,
      )
    })
}
