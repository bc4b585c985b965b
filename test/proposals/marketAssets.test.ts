import { describe, expect, it } from '@jest/globals'
import { carriersOf, modelAssets } from '../../proposals/marketAssets.js'
import { config } from './support/fixture.js'

const sources = [
  { name: 'second', assets: ['LINK', 'WETH'] },
  { name: 'first', assets: ['WETH', 'USDC'] },
]

describe('carriersOf', () => {
  it('default: adjustable assets in the order of the configuration, each with its sources in the order given', () => {
    const found = carriersOf(config, sources, ({ assets }, asset) => assets.includes(asset))
    expect(found.map(({ asset, sources: carrying }) => [asset, ...carrying.map(({ name }) => name)])).toEqual(
      config.assets
        .filter(({ isAdjustable }) => isAdjustable)
        .map(({ symbol }) => [symbol, ...(symbol === 'WETH' ? ['second', 'first'] : symbol === 'LINK' ? ['second'] : [])]),
    )
    expect(found.map(({ asset }) => asset)).not.toContain('USDC')
  })

  it('behavior: an asset that no source carries is listed with none', () => {
    const found = carriersOf(config, sources, () => false)
    expect(found.length).toBeGreaterThan(0)
    for (const { sources: carrying } of found) expect(carrying).toEqual([])
  })
})

describe('modelAssets', () => {
  it('default: every asset of the configuration, with what the models know of it', () => {
    const [first] = config.assets
    expect(modelAssets(config)).toHaveLength(config.assets.length)
    expect(modelAssets(config)[0]).toEqual({
      asset: first?.symbol,
      isAdjustable: first?.isAdjustable,
      feedDeviationBps: first?.feedDeviationBps,
    })
  })
})
