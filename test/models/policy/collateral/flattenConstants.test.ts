import { describe, expect, it } from '@jest/globals'
import { flattenConstants } from '../../../../models/policy/collateral/parameter.js'

describe('flattenConstants', () => {
  it('default', () => {
    expect(Object.entries(flattenConstants({ b: { y: 'two', x: 1 }, a: true }))).toEqual([
      ['a', true],
      ['b.x', 1],
      ['b.y', 'two'],
    ])
  })

  it('behavior: a name that an object has of itself is a key like others', () => {
    const assets = Object.fromEntries([['__proto__', { feedDeviationBps: 50 }]])
    expect(flattenConstants({ assets })).toEqual({ 'assets.__proto__.feedDeviationBps': 50 })
  })
})
