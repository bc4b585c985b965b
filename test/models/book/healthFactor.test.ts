import { describe, expect, it } from '@jest/globals'
import { InconsistentStateError } from '../../../models/errors.js'
import { healthFactor } from '../../../models/book/health.js'
import { bps } from '../../../core/units/bps.js'
import type { Book, BookAccount } from '../../../models/book/book.js'
import { marketStateOf } from './marketStateOf.js'

const reserves = [
  { asset: 'WETH', ltBps: 8_000, priceUsd: 1_500 },
  { asset: 'WBTC', ltBps: 7_500, priceUsd: 30_000, decimals: 8 },
  { asset: 'USDC', ltBps: 8_500, priceUsd: 1, decimals: 6 },
]
const first = (state: Book) => state.accounts[0] as BookAccount
const factor = (state: Book) => healthFactor({ state, position: first(state) })

describe('healthFactor', () => {
  it('default', () => {
    const state = marketStateOf({ reserves, positions: [{ collateral: { WETH: 10, WBTC: 1 }, debt: { USDC: 20_000 } }] })
    // (15,000 x 0.8 + 30,000 x 0.75) / 20,000
    expect(factor(state)).toBe(1.725)
  })

  it('behavior: a proposed threshold replaces the live one', () => {
    const state = marketStateOf({ reserves, positions: [{ collateral: { WETH: 10 }, debt: { USDC: 10_000 } }] })
    const proposed = new Map([['WETH', { ltBps: bps(6_000) }]])
    expect(healthFactor({ state, position: first(state), proposed })).toBe(0.9)
  })

  it("behavior: in e-mode the category's threshold replaces its members', whatever is proposed for them", () => {
    const state = marketStateOf({
      reserves,
      eModes: [{ id: 1, ltBps: 9_500, collateralAssets: ['WETH'] }],
      positions: [{ eModeCategory: 1, collateral: { WETH: 10, WBTC: 1 }, debt: { USDC: 20_000 } }],
    })
    const expected = (15_000 * 0.95 + 30_000 * 0.75) / 20_000
    expect(factor(state)).toBe(expected)
    expect(healthFactor({ state, position: first(state), proposed: new Map([['WETH', { ltBps: bps(100) }]]) })).toBe(expected)
  })

  it('behavior: without debt it is infinite, without collateral 0', () => {
    expect(factor(marketStateOf({ reserves, positions: [{ collateral: { WETH: 1 }, debt: {} }] }))).toBe(Number.POSITIVE_INFINITY)
    expect(factor(marketStateOf({ reserves, positions: [{ collateral: {}, debt: { USDC: 1 } }] }))).toBe(0)
  })

  it('behavior: exactly 1 reads as 1, a wei of debt more as below 1', () => {
    const state = marketStateOf({ reserves, positions: [{ collateral: { WETH: 10 }, debt: { USDC: 12_000 } }] })
    expect(factor(state)).toBe(1)
    const position = { ...first(state), debt: [{ asset: 'USDC', amount: '12000000001' }] }
    expect(healthFactor({ state, position })).toBeLessThan(1)
  })

  it('behavior: an excess of debt that float64 cannot see still reads as below 1', () => {
    const state = marketStateOf({ reserves: [{ asset: 'A', ltBps: 10_000, priceUsd: 1, decimals: 0 }] })
    const whale = { account: '0x0000000000000000000000000000000000000001' } as const
    const position = (debt: string): BookAccount => ({
      ...whale,
      collateral: [{ asset: 'A', amount: '100000000000000000000000000000' }],
      debt: [{ asset: 'A', amount: debt }],
    })
    expect(healthFactor({ state, position: position('100000000000000000000000000000') })).toBe(1)
    expect(healthFactor({ state, position: position('100000000000000000000000000001') })).toBe(1 - Number.EPSILON / 2)
  })

  it('error: InconsistentStateError', () => {
    const state = marketStateOf({ reserves, positions: [{ collateral: { WETH: 1 }, debt: { USDC: 1 } }] })
    const position = first(state)
    const of = (change: Partial<BookAccount>) => () => healthFactor({ state, position: { ...position, ...change } })
    expect(of({ collateral: [{ asset: 'DOGE', amount: '1' }] })).toThrow(InconsistentStateError)
    expect(of({ debt: [{ asset: 'USDC', amount: '9'.repeat(79) }] })).toThrow(/79 digits/)
    expect(() => healthFactor({ state: { ...state, assets: [...state.assets, ...state.assets] }, position })).toThrow(/twice/)
    expect(of({ collateral: [{ asset: 'DOGE', amount: '1' }] })).toThrow(expect.objectContaining({ code: 'INCONSISTENT_STATE' }))
  })
})
