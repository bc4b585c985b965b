import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { select } from '../../../models/statistics/quantile.js'

describe('select', () => {
  it('property: the k-th value of the sorted array, and the array parted around it', () => {
    const value = fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: 0, max: 3 }))
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 200 }), fc.nat(), (array, at) => {
        const k = at % array.length
        const values = Float64Array.from(array)
        const chosen = select(values, k)
        const sorted = Float64Array.from(array).sort()
        expect(chosen === sorted[k]).toBe(true)
        expect(values.subarray(0, k).every((item) => item <= chosen)).toBe(true)
        expect(values.subarray(k).every((item) => item >= chosen)).toBe(true)
        expect(values.slice().sort()).toEqual(sorted)
      }),
      { numRuns: 2_000 },
    )
  })

  it('default: sorted, reversed and constant arrays of a hundred thousand take no longer than a sort', () => {
    const n = 100_000
    for (const values of [
      Float64Array.from({ length: n }, (_, i) => i),
      Float64Array.from({ length: n }, (_, i) => n - i),
      new Float64Array(n),
    ]) {
      const sorted = values.slice().sort()
      expect(select(values, 99)).toBe(sorted[99])
    }
  })
})
