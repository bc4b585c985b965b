import { describe, expect, it } from '@jest/globals'
import { choleskyLower } from '../../../models/scenarios/choleskyLower.js'
import { NotPositiveSemidefiniteError } from '../../../models/errors.js'
import fc from '../../support/fastCheck.js'
import { hostileNumber } from '../../support/hostileNumbers.js'
import { orTyped } from '../../support/orTyped.js'

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

describe('choleskyLower on anything', () => {
  it('property: a factor of what a correlation matrix is, a typed error on anything else', () => {
    const entry = fc.oneof({ weight: 3, arbitrary: fc.double({ min: -1, max: 1, noNaN: true }) }, hostileNumber)
    fc.assert(
      fc.property(entry, entry, entry, fc.boolean(), (a, b, c, isUnit) => {
        const one = isUnit ? 1 : c
        const matrix = [
          [one, a, b],
          [a, one, c],
          [b, c, one],
        ]
        const lower = orTyped(() => choleskyLower(matrix))
        if (lower === null) return
        for (const [i, row] of lower.entries()) {
          for (const [j, value] of row.entries()) {
            expect(Number.isFinite(value)).toBe(true)
            if (j > i) expect(value).toBe(0)
          }
        }
      }),
    )
  })
})
