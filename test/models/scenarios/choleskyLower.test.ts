import { describe, expect, it } from '@jest/globals'
import { choleskyLower } from '../../../models/scenarios/choleskyLower.js'
import { NotPositiveSemidefiniteError } from '../../../models/scenarios/notPositiveSemidefiniteError.js'

const PRODUCT_TOLERANCE = 1e-14

describe('choleskyLower', () => {
  it('default', () => {
    const matrix = [
      [1, 0.6, 0.3],
      [0.6, 1, 0.5],
      [0.3, 0.5, 1],
    ]
    const lower = choleskyLower(matrix)
    // By hand: 0.8 = sqrt(1 - 0.36), 0.4 = (0.5 - 0.18) / 0.8, sqrt(1 - 0.09 - 0.16)
    const reference = [
      [1, 0, 0],
      [0.6, 0.8, 0],
      [0.3, 0.4, Math.sqrt(0.75)],
    ]
    for (const [i, row] of lower.entries()) {
      for (const [j, value] of row.entries()) {
        expect(Math.abs(value - (reference[i]?.[j] as number))).toBeLessThan(PRODUCT_TOLERANCE)
      }
    }
  })

  it('behavior: a singular matrix gets a zero column', () => {
    expect(
      choleskyLower([
        [1, 1],
        [1, 1],
      ]).map((row) => [...row]),
    ).toEqual([
      [1, 0],
      [1, 0],
    ])
  })

  it('error: NotPositiveSemidefiniteError', () => {
    expect(() =>
      choleskyLower([
        [1, 1.1],
        [1.1, 1],
      ]),
    ).toThrow(NotPositiveSemidefiniteError)
    expect(() => choleskyLower([[Number.NaN]])).toThrow(expect.objectContaining({ code: 'NOT_POSITIVE_SEMIDEFINITE', row: 0 }))
  })
})
