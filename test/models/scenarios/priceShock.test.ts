import { describe, expect, it } from '@jest/globals'
import { shockReturns } from '../../../models/scenarios/jointScenarios.js'

describe('shockReturns', () => {
  it('default: one column an asset, one value a shock', () => {
    const shocks = [
      [
        { asset: 'WETH', percent: -40 },
        { asset: 'WBTC', percent: 25 },
      ],
      [{ asset: 'WBTC', percent: -100 }],
      [],
    ]
    expect(shockReturns(shocks)).toEqual([
      { asset: 'WETH', logReturns: Float64Array.of(Math.log1p(-0.4), 0, 0) },
      { asset: 'WBTC', logReturns: Float64Array.of(Math.log1p(0.25), -Infinity, 0) },
    ])
    expect(shockReturns([])).toEqual([])
  })
})
