import { describe, expect, it } from '@jest/globals'
import { formatHealthFactor } from '../../../core/format.js'
import fc from '../../support/fastCheck.js'

const ONE = 10n ** 18n

describe('formatHealthFactor', () => {
  it.each([
    [0.72899, '0.7289'],
    [728_990_000_000_000_000n, '0.7289'],
    [1, '1.0000'],
    [ONE, '1.0000'],
    [ONE - 1n, '0.9999'],
    [1 - 2 ** -53, '0.9999'],
    [0, '0.0000'],
    [0n, '0.0000'],
    [null, 'none'],
    [2n ** 256n - 1n, 'no limit'],
    [Number.POSITIVE_INFINITY, 'no limit'],
  ])('default: %p is %s', (healthFactor, expected) => {
    expect(formatHealthFactor(healthFactor)).toBe(expected)
  })

  it('property: four decimals, never above the factor and never a whole digit below it', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 999_999n * ONE }), (factor) => {
        const shown = formatHealthFactor(factor)
        expect(shown).toMatch(/^\d+\.\d{4}$/)
        const units = BigInt(shown.replace('.', '')) * 10n ** 14n
        expect(units <= factor && factor < units + 10n ** 14n).toBe(true)
      }),
    )
  })
})
