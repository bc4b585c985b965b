import { describe, expect, it } from '@jest/globals'
import type { AaveV3State } from '../../../../proposals/targets/aaveV3/aaveV3State.js'
import { bookOf } from '../../../../proposals/targets/aaveV3/bookOf.js'
import { bookSchema } from '../../../../models/book/book.js'
import { InconsistentStateError } from '../../../../models/errors.js'
import { parameters } from '../../support/parameters.js'
import { state } from '../../support/fixture.js'

const eMode = (id: number, ltBps: number) => ({
  id,
  label: `category ${id}`,
  parameters: parameters(ltBps - 300, ltBps, 10_200),
  collateralAssets: ['WETH'],
})
const inEMode = (eModeCategory: number, eModes: AaveV3State['eModes'] = state.eModes): AaveV3State => ({
  ...state,
  eModes,
  positions: state.positions.map((position) => ({ ...position, eModeCategory })),
})
const [weth] = state.reserves
const held = (change: Partial<NonNullable<typeof weth>>) =>
  bookOf({ ...state, reserves: [{ ...weth!, ...change }] }).assets[0]?.heldBecause

describe('bookOf', () => {
  it('default: reserves are assets, their collateral parameters raw values and terms', () => {
    const book = bookOf(state)
    expect(bookSchema.parse(book)).toEqual(book)
    expect(book.assets[0]).toMatchObject({
      asset: 'WETH',
      parameters: { ltvBps: '8050', ltBps: '8300', lbBps: '10500' },
      terms: { ltBps: 8300, lbBps: 10500 },
      heldBecause: null,
    })
    expect(book.accounts).toEqual(state.positions.map(({ account, collateral, debt }) => ({ account, collateral, debt })))
  })

  it('behavior: in e-mode the terms of the category are those of the holding, of its members alone', () => {
    const [account] = bookOf(inEMode(1)).accounts
    expect(account?.collateral).toEqual([{ ...state.positions[0]?.collateral[0], terms: { ltBps: 9300, lbBps: 10200 } }])
    expect(account?.debt).toEqual(state.positions[0]?.debt)
    const outside = bookOf(inEMode(1, [{ ...eMode(1, 9300), collateralAssets: ['LINK'] }]))
    expect(outside.accounts[0]?.collateral).toEqual(state.positions[0]?.collateral)
  })

  it('behavior: the limits are those of the categories, the lowest first in whatever order they were read', () => {
    const eModes = [eMode(1, 9300), eMode(3, 9000), eMode(2, 9000)]
    const limits = bookOf({ ...state, eModes }).assets[0]?.limits
    expect(limits?.map(({ atMost, because }) => [atMost, because.slice(0, 8)])).toEqual([
      ['9000', 'e-mode 2'],
      ['9000', 'e-mode 3'],
      ['9300', 'e-mode 1'],
    ])
    expect(bookOf({ ...state, eModes: eModes.toReversed() })).toEqual(bookOf({ ...state, eModes }))
  })

  it('behavior: what holds a reserve is said', () => {
    expect(held({ isActive: false })).toBe('WETH is inactive')
    expect(held({ isPaused: true })).toBe('WETH is paused')
    expect(held({ isFrozen: true })).toBe('WETH is frozen')
    expect(held({ parkedLtvBps: parameters(8050, 0, 0).ltvBps })).toMatch(
      /^the LTV of WETH is switched off and 80.50 % is parked/,
    )
  })

  it('error: InconsistentStateError', () => {
    expect(() => bookOf(inEMode(7))).toThrow(/e-mode category 7/)
    expect(() => bookOf(inEMode(7))).toThrow(expect.objectContaining({ code: 'INCONSISTENT_STATE' }))
    expect(() => bookOf({ ...state, eModes: [...state.eModes, ...state.eModes] })).toThrow(InconsistentStateError)
  })
})
