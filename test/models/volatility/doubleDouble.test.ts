import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { addTo, exactProduct } from '../../../models/statistics/linearRegression.js'

const integer = fc.integer({ min: -(2 ** 30), max: 2 ** 30 })
const wide = fc.maxSafeInteger()

describe('exactProduct', () => {
  it('default: the rounding error of a product is its low part', () => {
    expect(exactProduct(2 ** 27 + 1, 2 ** 27 + 1)).toEqual({ high: 2 ** 54 + 2 ** 28, low: 1 })
  })

  it('property: agrees with exact integers', () => {
    fc.assert(
      fc.property(wide, wide, (a, b) => {
        const { high, low } = exactProduct(a, b)
        expect(BigInt(high) + BigInt(low)).toBe(BigInt(a) * BigInt(b))
      }),
    )
  })
})

describe('addTo', () => {
  it('default: what a float64 would lose stays in the low part', () => {
    expect(addTo({ high: 2 ** 60, low: 0 }, 1)).toEqual({ high: 2 ** 60, low: 1 })
  })

  it('property: agrees with exact integers', () => {
    fc.assert(
      fc.property(wide, integer, wide, (a, b, c) => {
        const { high, low } = addTo(addTo({ high: a, low: 0 }, b), c)
        expect(BigInt(high) + BigInt(low)).toBe(BigInt(a) + BigInt(b) + BigInt(c))
      }),
    )
  })
})
