import { describe, expect, it } from '@jest/globals'
import { bps } from '../../../core/units/bps.js'
import { alreadyLiquidatable } from '../../../models/book/alreadyLiquidatable.js'
import { madeLiquidatable } from '../../../models/book/madeLiquidatable.js'
import { marketStateOf, RULE } from './marketStateOf.js'

const state = marketStateOf({
  reserves: [
    { asset: 'WETH', ltBps: 8_000, priceUsd: 1_000 },
    { asset: 'USDC', ltBps: 8_500, priceUsd: 1, decimals: 6 },
  ],
  eModes: [{ id: 1, ltBps: 9_000, collateralAssets: ['WETH'] }],
  positions: [
    { collateral: { WETH: 1 }, debt: { USDC: 850 } },
    { collateral: { WETH: 1 }, debt: { USDC: 800 } },
    { collateral: { WETH: 1 }, debt: { USDC: 790 } },
    { collateral: { WETH: 1 }, debt: { USDC: 700 } },
    { eModeCategory: 1, collateral: { WETH: 1 }, debt: { USDC: 800 } },
    { collateral: { WETH: 1 }, debt: {} },
  ],
})
const at = (ltBps: number) => madeLiquidatable({ state, proposed: new Map([['WETH', { ltBps: bps(ltBps) }]]) })

describe('madeLiquidatable', () => {
  it('default', () => {
    const made = at(7_890)
    expect(made.usd).toBe(1_590)
    expect(made.accounts.map(({ debtUsd, healthFactorBefore }) => [debtUsd, healthFactorBefore])).toEqual([
      [800, 1],
      [790, 800 / 790],
    ])
    for (const { healthFactorAfter } of made.accounts) expect(healthFactorAfter).toBeLessThan(1)
  })

  it('behavior: an account at exactly 1 after the change is not made liquidatable', () => {
    expect(at(7_900).usd).toBe(800)
    expect(at(7_899).usd).toBe(1_590)
  })

  it('behavior: no change and a rise make nobody liquidatable', () => {
    expect(at(8_000)).toEqual({ usd: 0, accounts: [], unknown: [] })
    expect(at(9_000)).toEqual({ usd: 0, accounts: [], unknown: [] })
    expect(madeLiquidatable({ state, proposed: new Map() }).usd).toBe(0)
  })

  it('behavior: accounts come by address, whatever the order of the positions', () => {
    const reversed = { ...state, accounts: state.accounts.toReversed() }
    expect(madeLiquidatable({ state: reversed, proposed: new Map([['WETH', { ltBps: bps(7_000) }]]) })).toEqual(at(7_000))
  })
})

describe("a venue's rule", () => {
  const ruled = marketStateOf({
    reserves: [
      { asset: 'WETH', ltBps: 8_000, priceUsd: 1_000 },
      { asset: 'USDC', ltBps: 8_500, priceUsd: 1, decimals: 6 },
    ],
    positions: [
      { collateral: { WETH: 10 }, debt: { USDC: 8_250 } },
      { collateral: { WETH: 10 }, debt: { USDC: 7_900 } },
      { collateral: { WETH: 1 }, debt: { USDC: 790 } },
    ],
    liquidation: RULE,
  })
  const made = (ltBps: number) => madeLiquidatable({ state: ruled, proposed: new Map([['WETH', { ltBps: bps(ltBps) }]]) })

  it('default: whole debts of the accounts, and what liquidators may close at once that they could not before', () => {
    expect(alreadyLiquidatable(ruled)).toEqual({ usd: 8_250, accounts: 1, closableUsd: 3_300 })
    // 40 % of the large debt and all of the small one; the first account stays between 0.9 and 1.
    expect(made(7_850)).toMatchObject({ usd: 8_690, closableUsd: 3_160 + 790 })
    expect(made(8_000)).toEqual({ usd: 0, closableUsd: 0, accounts: [], unknown: [] })
  })

  it('behavior: of an account below 1 already the change may open the rest', () => {
    expect(made(7_420)).toMatchObject({ usd: 8_690, closableUsd: 3_160 + 790 + 8_250 - 3_300 })
  })
})

describe('alreadyLiquidatable', () => {
  it('default', () => {
    expect(alreadyLiquidatable(state)).toEqual({ usd: 850, accounts: 1 })
  })
})
