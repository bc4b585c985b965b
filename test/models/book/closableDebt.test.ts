import { describe, expect, it } from '@jest/globals'
import { alreadyLiquidatable } from '../../../models/book/alreadyLiquidatable.js'
import type { LiquidationRule } from '../../../models/book/book.js'
import fc from '../../support/fastCheck.js'
import { marketStates } from '../policy/collateral/guardrails/arbitraries.js'
import { marketStateOf, RULE, type ShortPosition } from './marketStateOf.js'

const RELATIVE_TOLERANCE = 1e-12

/** Prices of 1 USD: tokens are USD, and thresholds of 80 % make a health factor of 0.8 x collateral / debt. */
const closable = (position: ShortPosition, liquidation: LiquidationRule = RULE) =>
  alreadyLiquidatable(
    marketStateOf({
      reserves: [
        { asset: 'A', priceUsd: 1, ltBps: 8_000 },
        { asset: 'B', priceUsd: 1, ltBps: 8_000 },
        { asset: 'NONE', priceUsd: 1, ltvBps: 0, ltBps: 0, lbBps: 0 },
        { asset: 'USD', priceUsd: 1, ltBps: 8_000 },
      ],
      positions: [position],
      liquidation,
    }),
  ).closableUsd

describe('closableDebt', () => {
  it.each<[string, ShortPosition, number]>([
    ['the close factor of a large debt', { collateral: { A: 12_000 }, debt: { USD: 10_000 } }, 4_000],
    ['all at the health factor for closing all, inclusive', { collateral: { A: 11_250 }, debt: { USD: 10_000 } }, 10_000],
    ['the close factor just above it', { collateral: { A: 11_250.000001 }, debt: { USD: 10_000 } }, 4_000],
    ['all of a debt just below the size', { collateral: { A: 3_600 }, debt: { USD: 2_999.999999 } }, 2_999.999999],
    ['the close factor of a debt of the size', { collateral: { A: 3_600 }, debt: { USD: 3_000 } }, 1_200],
    ['all where every debt is small', { collateral: { A: 6_500 }, debt: { USD: 2_900, B: 2_600 } }, 5_500],
    ['the close factor of all debts together', { collateral: { A: 12_000 }, debt: { USD: 6_000, B: 4_000 } }, 4_000],
    ['all where every collateral is small', { collateral: { A: 2_900, B: 2_900 }, debt: { USD: 5_000 } }, 5_000],
    ['all where a small collateral may pay for more', { collateral: { A: 5_000, B: 2_900 }, debt: { USD: 7_000 } }, 7_000],
    ['the close factor where it may not', { collateral: { A: 7_000, B: 2_900 }, debt: { USD: 8_200 } }, 3_280],
    ['nothing at a health factor of 1', { collateral: { A: 12_500 }, debt: { USD: 10_000 } }, 0],
    [
      'all where collateral without a threshold is the large one',
      { collateral: { A: 2_900, NONE: 9_000 }, debt: { USD: 2_400 } },
      2_400,
    ],
    ['all without collateral', { collateral: {}, debt: { USD: 10_000 } }, 10_000],
  ])('default: %s', (_name, position, usd) => {
    expect(closable(position)).toBe(usd)
  })

  it('property: at most the debt, at least the close factor of it, and left out without a rule', () => {
    fc.assert(
      fc.property(marketStates, (state) => {
        const { usd, closableUsd } = alreadyLiquidatable(state)
        if (state.liquidation === undefined) {
          expect(closableUsd).toBeUndefined()
          return
        }
        expect(closableUsd).toBeLessThanOrEqual(usd)
        const least = (usd * state.liquidation.closeFactorBps) / 10_000
        expect(closableUsd).toBeGreaterThanOrEqual(least * (1 - RELATIVE_TOLERANCE))
      }),
    )
  })
})
