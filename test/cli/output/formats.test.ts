import { describe, expect, it } from '@jest/globals'
import { printable } from '../../../cli/output/printable.js'
import { formatDuration, formatTokens } from '../../../core/format.js'

describe('formatDuration', () => {
  it('default', () => {
    expect([172_800, 5_400, 45, 0, 90_061].map(formatDuration)).toEqual(['2 d', '1 h 30 min', '45 s', '0 s', '1 d 1 h'])
  })
})

describe('formatTokens', () => {
  it('default', () => {
    expect(formatTokens('1234567890000000000000', 18, 2)).toBe('1,234.56')
    expect(formatTokens('1800000', 0, 0)).toBe('1,800,000')
    expect(formatTokens('5', 8, 2)).toBe('0.00')
  })
})

describe('printable', () => {
  it('behavior: nothing that a terminal obeys is left, at any depth', () => {
    const hostile = 'ok\u001b[2K\u001b[1A\rforged\u202e\u0007\u009b31m'
    expect(printable({ a: [hostile], n: 1, nil: null })).toEqual({ a: ['ok[2K[1Aforged31m'], n: 1, nil: null })
  })

  it('behavior: newlines and letters of every script stay', () => {
    expect(printable('a\nß → 漢')).toBe('a\nß → 漢')
  })
})
