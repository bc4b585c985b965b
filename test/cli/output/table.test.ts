import { describe, expect, it } from '@jest/globals'
import { table, wrap } from '../../../cli/output/table.js'

describe('table', () => {
  it('default', () => {
    const columns = [{ header: 'asset' }, { header: 'LTV', align: 'right' as const }]
    expect(
      table(columns, [
        ['WETH', '80.50 %'],
        ['A', '5 %'],
      ]),
    ).toBe(['asset      LTV', 'WETH   80.50 %', 'A          5 %'].join('\n'))
  })

  it('behavior: colours are not width', () => {
    const plain = table([{ header: 'a' }, { header: 'b' }], [['xx', 'y']])
    const coloured = table([{ header: 'a' }, { header: 'b' }], [['\u001b[31mxx\u001b[39m', 'y']])
    expect(coloured.replaceAll('\u001b[31m', '').replaceAll('\u001b[39m', '')).toBe(plain)
  })

  it('behavior: the wrapping column takes what the width leaves', () => {
    const lines = table(
      [{ header: 'id' }, { header: 'what', wraps: true }],
      [['1', 'one two three four five six seven']],
      26,
    ).split('\n')
    expect(lines).toEqual(['id  what', '1   one two three four', '    five six seven'])
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(26)
  })

  it('behavior: no rows', () => {
    expect(table([{ header: 'a' }, { header: 'b' }], [])).toBe('a  b')
  })
})

describe('wrap', () => {
  it('behavior: a word that is too long stays whole', () => {
    expect(wrap('a 0x1234567890 b', 5)).toEqual(['a', '0x1234567890', 'b'])
  })
})
