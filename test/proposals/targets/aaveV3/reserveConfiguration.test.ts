import { describe, expect, it } from '@jest/globals'
import fc from '../../../support/fastCheck.js'
import { reserveConfiguration } from '../../../../proposals/targets/aaveV3/reserveConfiguration.js'

const FIELDS = [
  ['ltvBps', 0n, 16n],
  ['ltBps', 16n, 16n],
  ['lbBps', 32n, 16n],
  ['decimals', 48n, 8n],
  ['isActive', 56n, 1n],
  ['isFrozen', 57n, 1n],
  ['isPaused', 60n, 1n],
  ['reserveFactorBps', 64n, 16n],
  ['borrowCap', 80n, 36n],
  ['supplyCap', 116n, 36n],
  ['liquidationProtocolFeeBps', 152n, 16n],
] as const

describe('reserveConfiguration', () => {
  it('default', () => {
    const word =
      8050n |
      (8300n << 16n) |
      (10500n << 32n) |
      (18n << 48n) |
      (1n << 56n) |
      (1_500n << 64n) |
      (1_400_000n << 80n) |
      (1_800_000n << 116n) |
      (1_000n << 152n)
    expect(reserveConfiguration(word)).toEqual({
      ltvBps: 8050,
      ltBps: 8300,
      lbBps: 10500,
      decimals: 18,
      isActive: true,
      isFrozen: false,
      isPaused: false,
      reserveFactorBps: 1_500,
      borrowCap: 1_400_000n,
      supplyCap: 1_800_000n,
      liquidationProtocolFeeBps: 1_000,
    })
  })

  it('property: each field is where DataTypes.sol has it, whatever the rest of the word is', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }), (word) => {
        const decoded = reserveConfiguration(word)
        const bits = word.toString(2).padStart(256, '0')
        for (const [name, from, length] of FIELDS) {
          const naive = BigInt(`0b${bits.slice(256 - Number(from + length), 256 - Number(from))}`)
          expect(BigInt(decoded[name])).toBe(naive)
        }
      }),
    )
  })
})
