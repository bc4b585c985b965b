import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { winsorise } from '../../../models/volatility/winsorise.js'

describe('winsorise', () => {
  it('default: caps at the multiple of the median that ends with the value', () => {
    const values = Float64Array.of(1, 1, 1, 100, 1)
    expect([...winsorise({ values, multiple: 20, window: 3 })]).toEqual([1, 1, 1, 20, 1])
    expect([...values]).toEqual([1, 1, 1, 100, 1])
  })

  it('behavior: a rise that lasts is not capped', () => {
    const values = Float64Array.of(1, 1, 50, 50, 50)
    expect([...winsorise({ values, multiple: 20, window: 3 })].slice(3)).toEqual([50, 50])
  })

  it('error: InvalidParameterError and InvalidSeriesValueError', () => {
    const values = Float64Array.of(1)
    expect(() => winsorise({ values, multiple: 1, window: 3 })).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER' }))
    expect(() => winsorise({ values, multiple: 2, window: 0 })).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER' }))
    for (const bad of [0, -1, Number.NaN, Infinity]) {
      expect(() => winsorise({ values: Float64Array.of(1, bad), multiple: 2, window: 3 })).toThrow(
        expect.objectContaining({ code: 'INVALID_SERIES_VALUE', index: 1 }),
      )
    }
  })

  it('property: never raises a value, and appending does not change the past', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), { minLength: 2, maxLength: 60 }), (list) => {
        const values = Float64Array.from(list)
        const all = winsorise({ values, multiple: 3, window: 22 })
        for (const [i, value] of all.entries()) expect(value).toBeLessThanOrEqual(values[i] as number)
        expect([...winsorise({ values: values.subarray(0, -1), multiple: 3, window: 22 })]).toEqual([...all.subarray(0, -1)])
      }),
    )
  })
})
