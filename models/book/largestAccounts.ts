import type { Address } from 'viem'
import { historicalShortfall } from '../tail/historicalShortfall.js'
import { badDebtUsd } from './lossSummary.js'
import type { AssetShock } from './bookLosses.js'
import { compareText } from '../../core/compareText.js'
import type { LossTerms } from './lossForms.js'
import { usdOf } from './thresholds.js'
import type { ValuedBook } from './valuePositions.js'

/** One of a book's largest accounts, and what it alone may leave uncovered. */
export interface StressedAccount {
  readonly account: Address
  /** At the oracle's prices. */
  readonly debtUsd: number
  /** Expected shortfall of the account's own bad debt. */
  readonly stressedLossUsd: number
}

/**
 * Stress the accounts with the largest debt, each by itself.
 *
 * An account's stressed loss is the mean of its bad debt over its own worst 1 - probability of the scenarios, which need not be the book's
 * worst, nor another account's: the sum over accounts says what they leave if each meets its own bad day.
 *
 * @param accounts - how many; fewer are returned where fewer owe something.
 * @returns by debt, largest first; of two with one debt the smaller address first.
 * @throws as badDebtUsd; {SeriesTooShortError} when there is no scenario; {InvalidParameterError} when the probability is outside (0, 1).
 */
export function largestAccounts({
  book,
  terms,
  shocks,
  count,
  accounts,
  probability,
}: {
  readonly book: ValuedBook
  readonly terms: LossTerms
  readonly shocks: readonly AssetShock[]
  readonly count: number
  readonly accounts: number
  readonly probability: number
}): StressedAccount[] {
  return book.positions
    .filter(({ totalDebt }) => totalDebt > 0n)
    .sort((a, b) => (a.totalDebt > b.totalDebt ? -1 : a.totalDebt < b.totalDebt ? 1 : compareText(a.account, b.account)))
    .slice(0, accounts)
    .map((position) => {
      const losses = badDebtUsd({ ...terms, book: { ...book, positions: [position] }, shocks, count })
      return {
        account: position.account,
        debtUsd: usdOf(position.totalDebt, book.decimals),
        stressedLossUsd: historicalShortfall(
          losses.map((loss) => -loss),
          probability,
        ),
      }
    })
}
