import { describe, expect, it } from '@jest/globals'
import { liquidatedDebtUsd } from '../../../models/book/liquidatedDebtUsd.js'
import { liquidatedOnPathsUsd } from '../../../models/book/liquidatedOnPathsUsd.js'
import { thresholdsOf } from '../../../models/book/thresholds.js'
import { valuePositions } from '../../../models/book/valuePositions.js'
import type { Book } from '../../../models/book/book.js'
import fc from '../../support/fastCheck.js'
import { marketStates } from '../policy/collateral/guardrails/arbitraries.js'
import { marketStateOf } from './marketStateOf.js'

const RELATIVE_TOLERANCE = 1e-9

const state = marketStateOf({
  reserves: [
    { asset: 'WETH', priceUsd: 1_000, ltBps: 8_000 },
    { asset: 'WBTC', priceUsd: 10_000, ltBps: 8_000 },
    { asset: 'GHOST', priceUsd: 1, ltBps: 0, lbBps: 0 },
    { asset: 'USDC', priceUsd: 1, ltBps: 8_500 },
  ],
  positions: [
    { collateral: { WETH: 1, USDC: 100 }, debt: { USDC: 700 } },
    { collateral: { WETH: 1, WBTC: 0.1 }, debt: { USDC: 1_500 } },
    { collateral: { USDC: 1_000 }, debt: { WETH: 0.8 } },
    { collateral: { WETH: 1, GHOST: 5 }, debt: { USDC: 750 } },
  ],
})
/** One path: both fall to 60 % at some hour and end where they began. */
const DIPPED = Math.log(0.6)
const paths = ['WETH', 'WBTC'].map((asset) => ({
  asset,
  logReturns: Float64Array.of(0, DIPPED),
  logMinima: Float64Array.of(DIPPED, DIPPED),
}))
const onTheWay = (of: Book, moving = paths, count = 2) => [
  ...liquidatedOnPathsUsd({ book: valuePositions(of), thresholds: thresholdsOf(of), rule: of.liquidation, paths: moving, count }),
]
const only = (index: number): Book => ({ ...state, accounts: state.accounts.slice(index, index + 1) })

describe('liquidatedOnPathsUsd', () => {
  it('default: an account on one falling asset is liquidated at its minimum, others where the path ends', () => {
    expect(onTheWay(only(0))).toEqual([700, 700])
    expect(onTheWay(only(1))).toEqual([0, 1_500])
    // Its debt is never worth more than at the start.
    expect(onTheWay(only(2))).toEqual([0, 0])
    expect(onTheWay(state)).toEqual([1_450, 2_950])
  })

  it('behavior: collateral without a threshold moves no health', () => {
    const ghost = [...paths, { asset: 'GHOST', logReturns: Float64Array.of(1, 1), logMinima: Float64Array.of(-9, -9) }]
    expect(onTheWay(only(3), ghost)).toEqual([750, 750])
  })

  it('behavior: nothing moves, nobody is there', () => {
    expect(onTheWay(state, [], 1)).toEqual([0])
    expect(onTheWay({ ...state, accounts: [] })).toEqual([0, 0])
  })

  it('property: from what is liquidated at the end to the whole debt at its highest', () => {
    const path = fc.tuple(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: 0, max: 2, noNaN: true }))
    fc.assert(
      fc.property(marketStates, fc.array(path, { minLength: 3, maxLength: 3 }), (random, drawn) => {
        const moving = random.assets.slice(0, 3).map(({ asset }, i) => {
          const [end, below] = drawn[i] as [number, number]
          return { asset, logReturns: Float64Array.of(end), logMinima: Float64Array.of(Math.min(0, end) - below) }
        })
        const book = valuePositions(random)
        const thresholds = thresholdsOf(random)
        const [atEnd] = liquidatedDebtUsd({ book, thresholds, rule: random.liquidation, shocks: moving, count: 1 })
        const [way] = onTheWay(random, moving, 1) as [number]
        const [whole] = liquidatedDebtUsd({ book, thresholds: new Map(), shocks: moving, count: 1 })
        const owesInEMode = random.accounts.some(({ collateral }) => collateral.some(({ terms }) => terms !== undefined))
        const slack = RELATIVE_TOLERANCE * Math.max(1, way)
        expect(way).toBeGreaterThanOrEqual((atEnd as number) - slack)
        if (!owesInEMode) expect(way).toBeLessThanOrEqual((whole as number) + slack)
      }),
    )
  })
})
