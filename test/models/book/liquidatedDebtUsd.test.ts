import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { liquidatedDebtUsd } from '../../../models/book/liquidatedDebtUsd.js'
import { thresholdsOf } from '../../../models/book/thresholds.js'
import { valuePositions } from '../../../models/book/valuePositions.js'
import type { Book } from '../../../models/book/book.js'
import { marketStateOf, RULE, type ShortPosition } from './marketStateOf.js'
import { naiveLosses } from './naiveLosses.js'

const RELATIVE_TOLERANCE = 1e-9
const PRICES = { WETH: 1_500, WBTC: 30_000, USDC: 1 } as const
const LT = { WETH: 0.8, WBTC: 0.75, USDC: 0.85 } as const
type Asset = keyof typeof PRICES
const ASSETS: readonly Asset[] = ['WETH', 'WBTC', 'USDC']

function stateOf(positions: readonly ShortPosition[], rule?: Book['liquidation']): Book {
  return marketStateOf({
    reserves: ASSETS.map((asset) => ({ asset, ltBps: LT[asset] * 10_000, priceUsd: PRICES[asset] })),
    positions,
    ...(rule === undefined ? {} : { liquidation: rule }),
  })
}

function liquidated(state: Book, weth: readonly number[], wbtc: readonly number[]): number[] {
  return [
    ...liquidatedDebtUsd({
      book: valuePositions(state),
      thresholds: thresholdsOf(state),
      rule: state.liquidation,
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

  it("behavior: the venue's rule decides how much of each debt counts, price by price", () => {
    const at = (position: ShortPosition, ...multipliers: readonly number[]) => {
      const weth = multipliers.map(Math.log)
      return liquidated(
        stateOf([position], RULE),
        weth,
        weth.map(() => 0),
      )
    }
    // Health factor 1.2 m: from 1 to 0.9 40 % of the debt counts, below all.
    expect(at({ collateral: { WETH: 10 }, debt: { USDC: 10_000 } }, 1, 0.84, 0.82, 0.76, 0.74, 0)).toEqual([
      0, 0, 4_000, 4_000, 10_000, 10_000,
    ])
    // A small debt, and a collateral that becomes small before the factor is deep.
    expect(at({ collateral: { WETH: 2 }, debt: { USDC: 2_000 } }, 0.82, 0.5)).toEqual([2_000, 2_000])
    // A debt that grows: small up to 3,000 USD, and in between 40 % of what it is worth then.
    const short = at({ collateral: { USDC: 4_000 }, debt: { WETH: 2 } }, 1, 1.15, 1.2, 1.3)
    const expected = [0, 3_450 * 0.4, 3_600 * 0.4, 3_900]
    short.forEach((usd, i) => {
      expect(Math.abs(usd - (expected[i] as number))).toBeLessThan(1e-6)
    })
  })

  it("property: by a venue's rule it agrees with one account at a time, on one and on several assets", () => {
    const amount = fc.integer({ min: 0, max: 600 }).map((hundredths) => hundredths / 100)
    const holdings = fc.record({ WETH: amount, WBTC: amount, USDC: amount.map((n) => n * 1_500) }, { requiredKeys: [] })
    const shock = fc.double({ min: -2, max: 2, noNaN: true })
    fc.assert(
      fc.property(
        fc.array(fc.record({ collateral: holdings, debt: holdings }), { maxLength: 8 }),
        fc.array(fc.tuple(shock, shock), { minLength: 1, maxLength: 20 }),
        (positions, shocks) => {
          const state = stateOf(positions, RULE)
          const result = liquidated(
            state,
            shocks.map(([weth]) => weth),
            shocks.map(([, wbtc]) => wbtc),
          )
          const at = (weth: number, wbtc: number) => {
            const multipliers = new Map([
              ['WETH', Math.exp(weth)],
              ['WBTC', Math.exp(wbtc)],
            ])
            return naiveLosses(state, multipliers, 0).liquidatedUsd
          }
          shocks.forEach(([weth, wbtc], s) => {
            const expected = at(weth, wbtc)
            const slack = RELATIVE_TOLERANCE * Math.max(1, expected)
            // Within rounding of a turn of the rule either side is right.
            const around = [-1e-10, 1e-10].map((step) => at(weth + step, wbtc + step))
            const isOnEdge = around.some((usd) => Math.abs(usd - expected) > 1e-6 * Math.max(1, expected))
            expect(isOnEdge || Math.abs((result[s] as number) - expected) <= slack).toBe(true)
          })
        },
      ),
      { seed: 20_220_612, numRuns: 500 },
    )
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
