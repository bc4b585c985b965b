import { describe, expect, it } from '@jest/globals'
import { reportModel } from '../../../proposals/report/reportModel.js'
import { reasonsSection } from '../../../proposals/report/sections/reasonsSection.js'
import { manifest, proposal, recommendation } from '../support/fixture.js'

const render = (change: Partial<typeof recommendation> = {}) =>
  reasonsSection(reportModel({ proposal, recommendation: { ...recommendation, ...change }, manifest, findings: [], checks: [] }))

describe('reasonsSection', () => {
  it('default: what the models ask for, then every reason', () => {
    const lines = render()
    const start = lines.indexOf('### WETH')
    expect(lines.slice(start + 2, start + 5)).toEqual([
      '- The models ask for: loan-to-value 78.50 %, liquidation threshold 81.00 %, liquidation bonus 5.00 %.',
      '- The tail loss of WETH sets the threshold.',
      '- Loosening is shut: the fast forecast is above the slow one.',
    ])
  })

  it('behavior: an asset without a target keeps its parameters, and its price may move in the scenarios all the same', () => {
    const lines = render({ assets: recommendation.assets.map((asset) => ({ ...asset, target: null })) })
    const asked = (asset: string) => lines[lines.indexOf(`### ${asset}`) + 2]
    expect(recommendation.scenarios.correlation.assets).toEqual(['WETH', 'LINK'])
    expect(asked('WETH')).toBe(
      '- The models ask for nothing: it keeps its parameters. Its price moves in the scenarios and the replayed days.',
    )
    expect(asked('USDC')).toBe(
      '- The models ask for nothing: it keeps its parameters. Its price stands still in the scenarios and the replayed days.',
    )
  })
})
