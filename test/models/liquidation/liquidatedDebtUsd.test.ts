import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { liquidatedDebtUsd } from '../../../models/liquidation/liquidatedDebtUsd.js'
import { thresholdsOf } from '../../../models/liquidation/thresholds.js'
import { valuePositions } from '../../../models/liquidation/valuePositions.js'
import type { MarketState } from '../../../models/market/marketState.js'
import { marketStateOf, type ShortPosition } from './marketStateOf.js'

const RELATIVE_TOLERANCE = 1e-9
const PRICES = { WETH: 1_500, WBTC: 30_000, USDC: 1 } as const
const LT = { WETH: 0.8, WBTC: 0.75, USDC: 0.85 } as const
type Asset = keyof typeof PRICES
const ASSETS: readonly Asset[] = ['WETH', 'WBTC', 'USDC']

function stateOf(positions: readonly ShortPosition[]): MarketState {
  return marketStateOf({
    reserves: ASSETS.map((asset) => ({ asset, ltBps: LT[asset] * 10_000, priceUsd: PRICES[asset] })),
    positions,
  })
}

function liquidated(state: MarketState, weth: readonly number[], wbtc: readonly number[]): number[] {
  return [
    ...liquidatedDebtUsd({
      book: valuePositions(state),
      thresholds: thresholdsOf(state),
      shocks: [
        { asset: 'WETH', logReturns: Float64Array.from(weth) },
        { asset: 'WBTC', logReturns: Float64Array.from(wbtc) },
      ],
      count: weth.length,
    }),
  ]
}

/** One position at a time, straight from the definition. */
function naive(positions: readonly ShortPosition[], weth: number, wbtc: number): number {
  const price = { WETH: PRICES.WETH * Math.exp(weth), WBTC: PRICES.WBTC * Math.exp(wbtc), USDC: 1 }
  const sum = (amounts: Readonly<Record<string, number>>, weight: (asset: Asset) => number) =>
    ASSETS.reduce((total, asset) => total + (amounts[asset] ?? 0) * price[asset] * weight(asset), 0)
  let total = 0
  for (const { collateral, debt } of positions) {
    const owed = sum(debt, () => 1)
    if (sum(collateral, (asset) => LT[asset]) < owed) total += owed
  }
  return total
}

describe('liquidatedDebtUsd', () => {
  it('default', () => {
    const state = stateOf([
      { collateral: { WETH: 10 }, debt: { USDC: 10_000 } },
      { collateral: { WETH: 10 }, debt: { USDC: 6_000 } },
      { collateral: { USDC: 10_000 }, debt: { WBTC: 0.2 } },
      { collateral: { WETH: 10, WBTC: 1 }, debt: { USDC: 25_000 } },
      { collateral: {}, debt: { USDC: 5 } },
    ])
    const half = Math.log(0.5)
    const half3 = Math.log(1.5)
    const [calm, crash, squeeze] = liquidated(state, [0, half, 0], [0, half, half3]) as [number, number, number]
    expect(calm).toBe(5)
    // The second account stands at exactly 1 and stays; the debts in USD count as they are.
    expect(crash).toBe(10_000 + 25_000 + 5)
    expect(Math.abs(squeeze / (9_000 + 5) - 1)).toBeLessThan(RELATIVE_TOLERANCE)
  })

  it('behavior: collateral and debt in one asset that cancel out', () => {
    const state = stateOf([{ collateral: { WETH: 10 }, debt: { WETH: 8, USDC: 1 } }])
    expect(liquidated(state, [-1, 0, 1], [0, 0, 0])).toHaveLength(3)
    expect(liquidated(state, [0], [0])).toEqual([12_001])
  })

  it('behavior: no shocks, no positions', () => {
    const state = stateOf([])
    expect(liquidated(state, [0, 1], [0, 1])).toEqual([0, 0])
    const book = valuePositions(stateOf([{ collateral: { WETH: 1 }, debt: { USDC: 5_000 } }]))
    expect([...liquidatedDebtUsd({ book, thresholds: thresholdsOf(state), shocks: [], count: 2 })]).toEqual([5_000, 5_000])
  })

  it('property: agrees with one position at a time', () => {
    // Hundredths of a token keep the amounts exact in both ways of writing them.
    const amount = fc.integer({ min: 0, max: 2_000 }).map((hundredths) => hundredths / 100)
    const holdings = fc.record({ WETH: amount, WBTC: amount, USDC: amount.map((n) => n * 1_000) }, { requiredKeys: [] })
    const shock = fc.double({ min: -3, max: 3, noNaN: true })
    fc.assert(
      fc.property(
        fc.array(fc.record({ collateral: holdings, debt: holdings }), { maxLength: 12 }),
        fc.array(fc.tuple(shock, shock), { minLength: 1, maxLength: 20 }),
        (positions, shocks) => {
          const result = liquidated(
            stateOf(positions),
            shocks.map(([weth]) => weth),
            shocks.map(([, wbtc]) => wbtc),
          )
          shocks.forEach(([weth, wbtc], s) => {
            const expected = naive(positions, weth, wbtc)
            const slack = RELATIVE_TOLERANCE * Math.max(1, expected)
            // A position within rounding of 1 may fall on either side: only then may the sums differ.
            const isOnEdge = naive(positions, weth + 1e-12, wbtc + 1e-12) !== expected
            expect(isOnEdge || Math.abs((result[s] as number) - expected) <= slack).toBe(true)
          })
        },
      ),
      { seed: 20_220_612, numRuns: 500 },
    )
  })
})
