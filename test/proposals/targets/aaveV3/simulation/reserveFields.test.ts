import { describe, expect, it } from '@jest/globals'
import fc from '../../../../support/fastCheck.js'
import { reserveFields } from '../../../../../proposals/targets/aaveV3/simulation/reserveFields.js'
import { reserveConfiguration } from '../../../../../proposals/targets/aaveV3/reserveConfiguration.js'

const WORD = 2n ** 256n

describe('reserveFields', () => {
  it('default', () => {
    const word = 8050n | (8300n << 16n) | (10_500n << 32n) | (18n << 48n) | (1n << 56n) | (1n << 252n)
    const fields = new Map(reserveFields(word))
    expect(fields.get('ltBps')).toBe('8300')
    expect(fields.get('isActive')).toBe('1')
    expect(fields.get('isFrozen')).toBe('0')
    expect(fields.get('otherConfigurationBits')).toBe((1n << 252n).toString())
  })

  it('property: it agrees with the decoder that the models use', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: WORD - 1n }), (word) => {
        const fields = new Map(reserveFields(word))
        const { ltvBps, ltBps, lbBps, decimals, borrowCap, supplyCap, isPaused } = reserveConfiguration(word)
        expect(
          ['ltvBps', 'ltBps', 'lbBps', 'decimals', 'borrowCap', 'supplyCap', 'isPaused'].map((name) => fields.get(name)),
        ).toEqual([ltvBps, ltBps, lbBps, decimals, borrowCap, supplyCap, isPaused ? 1 : 0].map(String))
      }),
    )
  })

  it('property: no bit can move unseen', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: WORD - 1n }), fc.nat(255), (word, bit) => {
        expect(reserveFields(word ^ (1n << BigInt(bit)))).not.toEqual(reserveFields(word))
      }),
    )
  })
})
