import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { compareValues } from '../../../proposals/verify/compareProposals.js'

describe('compareValues', () => {
  it('default', () => {
    expect(compareValues({ a: [{ b: 1 }], c: 'X' }, { a: [{ b: 2 }], c: 'x' })).toEqual([
      { path: 'a.0.b', stored: '1', computed: '2' },
      { path: 'c', stored: '"X"', computed: '"x"' },
    ])
  })

  it('behavior: what only one side has, other types and lists are differences', () => {
    expect(compareValues({ a: 1, extra: null }, { a: '1', missing: 0 })).toEqual([
      { path: 'a', stored: '1', computed: '"1"' },
      { path: 'missing', stored: 'nothing', computed: '0' },
      { path: 'extra', stored: 'null', computed: 'nothing' },
    ])
    expect(compareValues([1, 2], [1])).toEqual([{ path: '1', stored: '2', computed: 'nothing' }])
    expect(compareValues([], {})).toEqual([{ path: '', stored: '[]', computed: '{}' }])
    expect(compareValues(null, {})).toHaveLength(1)
  })

  it('behavior: long values are cut', () => {
    expect(compareValues('a'.repeat(500), '')[0]?.stored).toHaveLength(121)
  })

  it('property: nothing differs from its own copy, and names of inherited members are ordinary keys', () => {
    // As JSON has them: it knows no -0.
    const stored = fc.jsonValue().map((value) => JSON.stringify(value))
    fc.assert(fc.property(stored, (text) => expect(compareValues(JSON.parse(text), JSON.parse(text))).toEqual([])))
    expect(compareValues({}, { toString: 1 })).toEqual([{ path: 'toString', stored: 'nothing', computed: '1' }])
  })
})
