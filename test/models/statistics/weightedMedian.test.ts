import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { weightedMedian } from '../../../models/statistics/quantile.js'

const votes = (...values: [number, number][]) => values.map(([value, weight]) => ({ value, weight }))

describe('weightedMedian', () => {
  it('default: the middle of three, whatever their order', () => {
    expect(weightedMedian(votes([3, 1], [1, 1], [2, 1]))).toBe(2)
  })

  it('behavior: the mean of the middle two where the weight is halved', () => {
    expect(weightedMedian(votes([1, 1], [2, 1], [4, 1], [9, 1]))).toBe(3)
    expect(weightedMedian(votes([1, 2], [5, 1], [7, 1]))).toBe(3)
  })

  it('behavior: one vote decides alone when it outweighs the rest', () => {
    expect(weightedMedian(votes([1, 1], [2, 1], [9, 3]))).toBe(9)
    expect(weightedMedian(votes([4, 0.1]))).toBe(4)
  })

  it('error: SeriesTooShortError without a vote', () => {
    expect(() => weightedMedian([])).toThrow(expect.objectContaining({ code: 'SERIES_TOO_SHORT' }))
  })

  it('property: whole weights count as repeated votes', () => {
    const list = fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 4 })), {
      minLength: 1,
      maxLength: 9,
    })
    fc.assert(
      fc.property(list, (given) => {
        const repeated = given.flatMap(([value, weight]) => new Array<number>(weight).fill(value)).sort((a, b) => a - b)
        const n = repeated.length
        const plain = ((repeated[Math.floor((n - 1) / 2)] as number) + (repeated[Math.floor(n / 2)] as number)) / 2
        expect(weightedMedian(votes(...given))).toBe(plain)
      }),
    )
  })
})
