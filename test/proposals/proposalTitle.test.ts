import { describe, expect, it } from '@jest/globals'
import fc from '../support/fastCheck.js'
import { proposalTitle } from '../../proposals/proposalTitle.js'
import { keccak256, toHex } from 'viem'
import type { ParameterChange } from '../../core/parameters.js'
import { targetOf } from '../../proposals/targets/registry.js'
import { parameters } from './support/parameters.js'

const { titleOrder } = targetOf('aaveV3')
const change = (asset: string, from = parameters(8050, 8300, 10500), to = parameters(7850, 8100, 10500)): ParameterChange[] =>
  (['ltvBps', 'ltBps', 'lbBps'] as const).map((parameter) => ({
    subject: asset,
    // Each its own, whatever its name.
    address: `0x${keccak256(toHex(asset)).slice(26)}`,
    parameter,
    from: String(from[parameter]),
    to: String(to[parameter]),
  }))

describe('proposalTitle', () => {
  it('default', () => {
    expect(
      proposalTitle(
        [...change('WETH'), ...change('LINK', parameters(5300, 6800, 10700), parameters(5250, 6800, 10700))],
        titleOrder,
      ),
    ).toBe('WETH LT 83.00 → 81.00 %, LINK LTV 53.00 → 52.50 %')
    expect(proposalTitle(change('AAVE', parameters(6600, 7300, 10750), parameters(6600, 7300, 10800)), titleOrder)).toBe(
      'AAVE bonus 7.50 % → 8.00 %',
    )
  })

  it('behavior: what does not fit is counted', () => {
    expect(proposalTitle(Array.from({ length: 9 }, (_, i) => change(`TOKEN${i}`)).flat(), titleOrder)).toMatch(
      /^TOKEN0 LT .* and \d more$/,
    )
  })

  it('property: never above 120 characters', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ minLength: 1, maxLength: 32 }).map((asset) => change(asset)),
          { minLength: 1, maxLength: 30 },
        ),
        (changes) => {
          expect(proposalTitle(changes.flat(), titleOrder).length).toBeLessThanOrEqual(120)
        },
      ),
    )
  })
})
