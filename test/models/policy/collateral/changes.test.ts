import { describe, expect, it } from '@jest/globals'
import { parse } from '../../../../core/schemas/parse.js'
import { direction } from '../../../../models/policy/collateral/parameter.js'
import { assetRecommendationSchema, changes } from '../../../../models/policy/collateral/recommendation.js'
import { accountOf } from '../../book/marketStateOf.js'

const current = { ltvBps: 7_300, ltBps: 7_800, lbBps: 10_500 }
const recommended = (asset: string, proposed: object) =>
  parse(
    assetRecommendationSchema,
    {
      asset,
      address: accountOf(7),
      current,
      target: null,
      band: null,
      proposed: { ...current, ...proposed },
      direction: 'keep',
      looseningGate: { isOpen: false, because: 'it is a test' },
      reasons: [],
      cuts: [],
    },
    'Test recommendation',
  )
const still = recommended('USDC', {})
const toward = (proposed: object) => direction(still.current, recommended('WETH', proposed).proposed)

describe('changes', () => {
  it('default', () => {
    const assets = [still, recommended('WETH', { ltBps: 7_700 }), recommended('WBTC', { lbBps: 10_600 })]
    expect(changes({ assets }).map(({ subject, parameter, from, to }) => [subject, parameter, from, to])).toEqual([
      ['WETH', 'ltvBps', '7300', '7300'],
      ['WETH', 'ltBps', '7800', '7700'],
      ['WETH', 'lbBps', '10500', '10500'],
      ['WBTC', 'ltvBps', '7300', '7300'],
      ['WBTC', 'ltBps', '7800', '7800'],
      ['WBTC', 'lbBps', '10500', '10600'],
    ])
  })

  it('behavior: nothing moves', () => {
    expect(changes({ assets: [still] })).toEqual([])
    expect(changes({ assets: [still] })).toEqual([])
  })
})

describe('direction', () => {
  it('default', () => {
    expect([{}, { ltvBps: 7_200 }, { ltBps: 7_900 }, { ltvBps: 7_200, ltBps: 7_900 }].map(toward)).toEqual([
      'keep',
      'tighten',
      'loosen',
      'mixed',
    ])
  })

  it('behavior: a higher bonus tightens, a lower one loosens', () => {
    expect([{ lbBps: 10_600 }, { lbBps: 10_400 }, { lbBps: 10_400, ltvBps: 7_200 }].map(toward)).toEqual([
      'tighten',
      'loosen',
      'mixed',
    ])
  })
})
