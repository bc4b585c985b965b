import { describe, expect, it } from '@jest/globals'
import {
  formatParameter,
  isLoosening,
  isMove,
  parameterChangeSchema,
  type ParameterSpec,
  subjectsOf,
} from '../../core/parameters.js'
import fc from '../support/fastCheck.js'

const spec = (over: Partial<ParameterSpec>): ParameterSpec => ({
  name: 'ltBps',
  label: 'liquidation threshold',
  short: 'LT',
  unit: 'bps',
  shownAs: 'share',
  tighter: 'lower',
  off: null,
  unlimited: null,
  ...over,
})
const bonus = spec({ name: 'lbBps', shownAs: 'bonus', tighter: 'higher', off: '10000' })
const cap = spec({ name: 'supplyCap', unit: 'tokens', shownAs: 'amount', unlimited: '0' })

describe('formatParameter', () => {
  it.each([
    ['basis points', spec({}), '8300', '83.00 %'],
    ['basis points below one percent', spec({}), '7', '0.07 %'],
    ['a share in WAD', spec({ unit: 'wad' }), '830000000000000000', '83.00 %'],
    ['a share in WAD that percent does not end', spec({ unit: 'wad' }), '825500000000000001', '82.5500000000000001 %'],
    ['a share in RAY', spec({ unit: 'ray' }), '50000000000000000000000000', '5.00 %'],
    ['parts per million', spec({ unit: 'ppm' }), '1250', '0.125 %'],
    ['a bonus above par', bonus, '10500', '5.00 %'],
    ['a bonus at par', bonus, '10000', 'none'],
    ['a bonus that is not set', bonus, '0', 'none'],
    ['an amount', cap, '1234567', '1,234,567'],
    ['no limit', cap, '0', 'no limit'],
  ])('default: %s', (_name, parameter, raw, text) => {
    expect(formatParameter(parameter, raw)).toBe(text)
  })

  it('property: two values of one parameter never read the same', () => {
    const raws = fc.bigInt({ min: 0n, max: 10n ** 27n })
    fc.assert(
      fc.property(raws, raws, fc.constantFrom('bps', 'ppm', 'wad', 'ray', 'tokens'), (a, b, unit) => {
        const parameter = spec({ unit, shownAs: unit === 'tokens' ? 'amount' : 'share' })
        expect(formatParameter(parameter, a) === formatParameter(parameter, b)).toBe(a === b)
      }),
    )
  })
})

describe('isLoosening', () => {
  it.each([
    ['a threshold up', spec({}), '8000', '8100', true],
    ['a threshold down', spec({}), '8000', '7900', false],
    ['a bonus down', bonus, '10500', '10400', true],
    ['a bonus up', bonus, '10500', '10600', false],
    ['a cap up', cap, '10', '20', true],
    ['a cap taken away', cap, '10', '0', true],
    ['a cap set where there was none', cap, '0', '10', false],
    ['nothing', cap, '0', '0', false],
  ])('default: %s', (_name, parameter, from, to, expected) => {
    expect(isLoosening(parameter, from, to)).toBe(expected)
  })

  it('property: of a move and its way back exactly one loosens', () => {
    const raws = fc.bigInt({ min: 0n, max: 10n ** 30n })
    fc.assert(
      fc.property(raws, raws, fc.constantFrom(spec({}), bonus, cap), (a, b, parameter) => {
        const ways = [isLoosening(parameter, a, b), isLoosening(parameter, b, a)]
        expect(ways.filter(Boolean)).toHaveLength(a === b ? 0 : 1)
      }),
    )
  })
})

describe('parameterChangeSchema', () => {
  const change = {
    subject: 'WETH',
    address: '0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2',
    parameter: 'ltBps',
    from: '8000',
    to: '7900',
  }

  it.each([
    ['a number', { to: 7900 }],
    ['a fraction', { to: '79.5' }],
    ['a sign', { to: '-1' }],
    ['no subject', { subject: '' }],
    ['a name with spaces', { parameter: 'liquidation threshold' }],
  ])('error: %s', (_name, over) => {
    expect(parameterChangeSchema.safeParse({ ...change, ...over }).success).toBe(false)
  })

  it('default: rows of one subject are about one, whatever the case of its address', () => {
    const row = parameterChangeSchema.parse(change)
    const other = { ...row, address: row.address.toLowerCase() as `0x${string}`, parameter: 'ltvBps', to: row.from }
    expect(subjectsOf([row, other])).toHaveLength(1)
    expect([row, other].map(isMove)).toEqual([true, false])
  })
})
