import { describe, expect, it } from '@jest/globals'
import { closestNames } from '../../core/closestNames.js'

describe('closestNames', () => {
  it('default', () => {
    expect(closestNames('symbl', ['symbol', 'address', 'isAdjustable'])).toEqual(['symbol'])
    expect(closestNames('binanse', ['binance', 'binanceus', 'kraken'])).toEqual(['binance'])
    expect(closestNames('coinbas', ['coinbase', 'coinbaseexchange', 'kraken'])).toEqual(['coinbase', 'coinbaseexchange'])
  })

  it('behavior: case and swapped neighbours', () => {
    expect(closestNames('weth', ['WETH', 'WBTC'])).toEqual(['WETH'])
    expect(closestNames('WTEH', ['WETH', 'WBTC'])).toEqual(['WETH'])
  })

  it('behavior: nothing near, empty, none known', () => {
    expect(closestNames('zzzzzz', ['symbol', 'address'])).toEqual([])
    expect(closestNames('', ['symbol'])).toEqual([])
    expect(closestNames('symbol', [])).toEqual([])
  })

  it('behavior: at most three, closest first', () => {
    expect(closestNames('abcdef', ['abcdxx', 'abcdeg', 'abcdef', 'abcdeh', 'abcdyy'])).toEqual(['abcdef', 'abcdeg', 'abcdeh'])
  })
})
