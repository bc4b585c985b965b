import { describe, expect, it } from '@jest/globals'
import { parseShock } from '../../../../cli/commands/market/parseShock.js'

describe('parseShock', () => {
  it('default', () => {
    expect(parseShock('WETH=-40%')).toEqual([[{ asset: 'WETH', percent: -40 }]])
    expect(parseShock('WETH=-40%, WBTC=+12.5 %', parseShock('USDC.e=-100%'))).toEqual([
      [{ asset: 'USDC.e', percent: -100 }],
      [
        { asset: 'WETH', percent: -40 },
        { asset: 'WBTC', percent: 12.5 },
      ],
    ])
  })

  it.each([
    '',
    'WETH',
    'WETH=',
    'WETH=-40',
    '=-40%',
    'WETH=-40%,',
    'WETH=1e3%',
    'WETH=-0x10%',
    'WETH=NaN%',
    'WE TH=1%',
    'WETH=--1%',
  ])('error: %j is no shock, and how one is written', (text) => {
    expect(() => parseShock(text)).toThrow(/not a price move: write SYMBOL=PERCENT%, such as WETH=-40%/)
  })

  it.each(['WETH=-100.1%', 'WETH=1000001%', `WETH=${'9'.repeat(400)}%`])('error: no price moves by %s', (text) => {
    expect(() => parseShock(text)).toThrow(/WETH cannot move by .* %: write a percentage from -100 to 1000000/)
  })

  it('error: an asset twice in one shock', () => {
    expect(() => parseShock('WETH=-40%,WBTC=1%,WETH=-30%')).toThrow(
      /moves WETH twice: name each asset once, or give --shock again/,
    )
    expect(parseShock('WETH=-30%', parseShock('WETH=-40%'))).toHaveLength(2)
  })
})
