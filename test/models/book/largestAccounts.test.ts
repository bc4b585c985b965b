import { describe, expect, it } from '@jest/globals'
import { badDebtUsd } from '../../../models/book/lossSummary.js'
import { largestAccounts } from '../../../models/book/largestAccounts.js'
import { lossTermsOf } from '../../../models/book/lossForms.js'
import { valuePositions } from '../../../models/book/valuePositions.js'
import { historicalShortfall } from '../../../models/tail/historicalShortfall.js'
import { expectRelative } from '../../support/expectClose.js'
import { accountOf, marketStateOf, type ShortPosition } from './marketStateOf.js'

const RELATIVE_TOLERANCE = 1e-12
const PROBABILITY = 0.75

const stressed = (positions: readonly ShortPosition[], accounts: number) => {
  const state = marketStateOf({
    reserves: [
      { asset: 'WETH', priceUsd: 1_000, ltBps: 8_000 },
      { asset: 'USDC', priceUsd: 1, ltBps: 8_500 },
    ],
    positions,
  })
  const book = valuePositions(state)
  const terms = lossTermsOf(state, 0.02)
  // WETH halves, doubles, or hardly moves.
  const shocks = [{ asset: 'WETH', logReturns: Float64Array.of(Math.log(0.5), Math.log(2), 0.01, -0.01) }]
  const input = { book, terms, shocks, count: 4 }
  return { ...input, result: largestAccounts({ ...input, accounts, probability: PROBABILITY }) }
}

describe('largestAccounts', () => {
  it('default: by debt, each on its own bad day', () => {
    const { result, book, terms, shocks, count } = stressed(
      [
        { collateral: { WETH: 1 }, debt: { USDC: 500 } },
        { collateral: { WETH: 10 }, debt: { USDC: 7_900 } },
        { collateral: { USDC: 10_000 }, debt: { WETH: 8 } },
        { collateral: { WETH: 100 }, debt: {} },
      ],
      2,
    )
    expect(result.map(({ account, debtUsd }) => [account, debtUsd])).toEqual([
      [accountOf(2), 8_000],
      [accountOf(1), 7_900],
    ])
    // The mean of the worst quarter of four: the short one's is the doubling, the long one's the halving.
    expectRelative(result[0]?.stressedLossUsd ?? 0, 16_000 - (10_000 * 0.98) / 1.05, RELATIVE_TOLERANCE)
    expectRelative(result[1]?.stressedLossUsd ?? 0, 7_900 - (5_000 * 0.98) / 1.05, RELATIVE_TOLERANCE)
    // Apart they lose more than together, since no day is bad for both.
    const together = badDebtUsd({ ...terms, book, shocks, count }).map((loss) => -loss)
    expect(historicalShortfall(together, PROBABILITY)).toBeLessThan(
      result.reduce((sum, { stressedLossUsd }) => sum + stressedLossUsd, 0),
    )
  })

  it('behavior: of equal debts the smaller address first; fewer where fewer owe', () => {
    const same = { collateral: { WETH: 1 }, debt: { USDC: 500 } }
    expect(stressed([same, same, same], 2).result.map(({ account }) => account)).toEqual([accountOf(0), accountOf(1)])
    expect(stressed([same], 2).result.map(({ account }) => account)).toEqual([accountOf(0)])
    expect(stressed([{ collateral: { WETH: 1 }, debt: {} }], 2).result).toEqual([])
    expect(stressed([], 2).result).toEqual([])
  })
})
