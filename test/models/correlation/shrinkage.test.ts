import { describe, expect, it } from '@jest/globals'
import { sampleCorrelation } from '../../../models/correlation/correlationOf.js'
import { ledoitWolf, ledoitWolfConstantCorrelation } from '../../../models/correlation/ledoitWolf.js'
import { marchenkoPastur } from '../../../models/correlation/marchenkoPastur.js'
import { nearestCorrelation, stressedCorrelation } from '../../../models/correlation/nearestCorrelation.js'
import { symmetricEigen } from '../../../models/correlation/symmetricEigen.js'
import { choleskyLower } from '../../../models/scenarios/choleskyLower.js'
import { expectClose } from '../../support/expectClose.js'
import fc from '../../support/fastCheck.js'
import { readFixture } from '../../support/fixture.js'

interface Case {
  columns: number[][]
  covariance: number[][]
  shrinkage: number
  constantCorrelation: number[][]
  constantShrinkage: number
  clipped: number[][]
}
const cases = readFixture<{ shrinkage: Case[] }>('correlation/reference.json').shrinkage

const SKLEARN = 1e-10
const code = (value: string) => expect.objectContaining({ code: value })

function expectMatrix(actual: readonly Float64Array[], expected: readonly ArrayLike<number>[], tolerance: number): void {
  expect(actual.length).toBe(expected.length)
  for (const [i, row] of actual.entries()) {
    for (const [j, value] of row.entries()) expectClose(value, expected[i]?.[j] as number, tolerance)
  }
}

function expectCorrelation(matrix: readonly Float64Array[]): void {
  for (const [i, row] of matrix.entries()) {
    expect(row[i]).toBe(1)
    for (const [j, value] of row.entries()) {
      expect(value).toBe(matrix[j]?.[i])
      expect(Math.abs(value)).toBeLessThanOrEqual(1)
    }
  }
  expect(symmetricEigen(matrix).values[0]).toBeGreaterThan(-1e-13)
}

describe('ledoitWolf', () => {
  it.each(cases)('default: scikit-learn at shrinkage $shrinkage', ({ columns, covariance, shrinkage }) => {
    const result = ledoitWolf(columns)
    expectClose(result.shrinkage, shrinkage, SKLEARN)
    expectMatrix(result.covariance, covariance, SKLEARN)
  })

  it('property: the unit of all columns scales the covariance alone, to the ends of float64', () => {
    const { columns, shrinkage } = cases[0] as Case
    fc.assert(
      fc.property(fc.integer({ min: -150, max: 150 }), (exponent) => {
        const result = ledoitWolf(columns.map((column) => column.map((value) => value * 10 ** exponent)))
        expectClose(result.shrinkage, shrinkage, SKLEARN)
        expect(result.covariance.every((row) => row.every(Number.isFinite))).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  it('behavior: no column gives no row, one column its variance', () => {
    expect(ledoitWolf([])).toEqual({ covariance: [], shrinkage: 0 })
    expect(ledoitWolf([[1, 3]])).toEqual({ covariance: [Float64Array.of(1)], shrinkage: 0 })
  })

  it('error: each hostile input has its own error', () => {
    expect(() => ledoitWolf([[1], [2]])).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => ledoitWolf([[1, 2], [1]])).toThrow(code('MISALIGNED_SERIES'))
    expect(() => ledoitWolf([[1, Number.NaN]])).toThrow(code('INVALID_SERIES_VALUE'))
    expect(() => ledoitWolf([[0, 0]])).toThrow(code('DEGENERATE_SERIES'))
    expect(() => ledoitWolf([[2, 2]])).toThrow(code('DEGENERATE_SERIES'))
    expect(() => ledoitWolf([[1e300, -1e300]])).toThrow(code('DEGENERATE_SERIES'))
    expect(() => ledoitWolf([[5e-324, -5e-324]])).toThrow(code('DEGENERATE_SERIES'))
  })
})

describe('ledoitWolfConstantCorrelation', () => {
  it.each(cases)('default: the matrix form of the paper at $constantShrinkage', (expected) => {
    const result = ledoitWolfConstantCorrelation(expected.columns)
    expectClose(result.shrinkage, expected.constantShrinkage, SKLEARN)
    expectMatrix(result.covariance, expected.constantCorrelation, SKLEARN)
  })

  it('behavior: fewer than two columns, and perfectly correlated ones, need no shrinkage', () => {
    expect(ledoitWolfConstantCorrelation([])).toEqual({ covariance: [], shrinkage: 0 })
    expect(ledoitWolfConstantCorrelation([[1, 2]]).covariance).toEqual([Float64Array.of(1)])
    const twins = ledoitWolfConstantCorrelation([
      [1, 2, 4],
      [2, 4, 8],
    ])
    expectMatrix(
      twins.covariance,
      [
        [1, 1],
        [1, 1],
      ],
      1e-14,
    )
  })
})

describe('marchenkoPastur', () => {
  it.each(cases)('default: clipping by numpy, $shrinkage', ({ columns, clipped }) => {
    expectMatrix(marchenkoPastur(sampleCorrelation(columns), columns[0]?.length as number), clipped, 1e-10)
  })

  it('behavior: noise alone becomes the identity, a strong common factor stays', () => {
    const identity = [
      [1, 0.1],
      [0.1, 1],
    ]
    expectMatrix(
      marchenkoPastur(identity, 100),
      [
        [1, 0],
        [0, 1],
      ],
      1e-14,
    )
    expect(
      marchenkoPastur(
        [
          [1, 0.9],
          [0.9, 1],
        ],
        100,
      )[1]?.[0],
    ).toBeGreaterThan(0.85)
    expect(marchenkoPastur([], 10)).toEqual([])
  })

  it('error: each hostile input has its own error', () => {
    expect(() => marchenkoPastur([[1]], 0)).toThrow(code('INVALID_PARAMETER'))
    expect(() => marchenkoPastur([[1, 0]], 10)).toThrow(code('INVALID_MATRIX'))
    expect(() =>
      marchenkoPastur(
        [
          [1, Number.NaN],
          [Number.NaN, 1],
        ],
        10,
      ),
    ).toThrow(code('INVALID_MATRIX'))
  })
})

describe('nearestCorrelation', () => {
  const higham = [
    [1, 1, 0],
    [1, 1, 1],
    [0, 1, 1],
  ]

  it('default: the example of the paper', () => {
    const nearest = nearestCorrelation(higham)
    expectClose(nearest[1]?.[0] as number, 0.760689853402, 1e-12)
    expectClose(nearest[2]?.[0] as number, 0.157298106138, 1e-12)
    const distance = Math.sqrt(
      nearest.reduce(
        (sum, row, i) => sum + row.reduce((part, value, j) => part + (value - (higham[i]?.[j] as number)) ** 2, 0),
        0,
      ),
    )
    expectClose(distance, 0.527790463582, 1e-12)
    expectCorrelation(nearest)
  })

  it('behavior: a correlation matrix comes back as it is, also a singular one', () => {
    const fine = [
      [1, 0.5],
      [0.5, 1],
    ]
    expect(nearestCorrelation(fine).map((row) => [...row])).toEqual(fine)
    expect(
      nearestCorrelation([
        [1, 1],
        [1, 1],
      ]).map((row) => [...row]),
    ).toEqual([
      [1, 1],
      [1, 1],
    ])
    expect(nearestCorrelation([])).toEqual([])
    expect(nearestCorrelation([[7]])).toEqual([Float64Array.of(1)])
  })

  it('property: a correlation matrix, and no random one is nearer', () => {
    const entry = fc.double({ min: -1, max: 1, noNaN: true })
    const entries = fc.array(entry, { minLength: 6, maxLength: 6 })
    const build = (values: number[]) => {
      let at = 0
      const rows = [0, 1, 2, 3].map(() => [1, 1, 1, 1])
      for (const i of [1, 2, 3]) {
        for (let j = 0; j < i; j++) {
          const value = values[at++] as number
          ;(rows[i] as number[])[j] = value
          ;(rows[j] as number[])[i] = value
        }
      }
      return rows
    }
    const distance = (a: readonly ArrayLike<number>[], b: readonly ArrayLike<number>[]) =>
      Math.hypot(...a.flatMap((row, i) => Array.from(row, (value, j) => value - (b[i]?.[j] as number))))
    fc.assert(
      fc.property(entries, entries, (values, others) => {
        const matrix = build(values)
        const nearest = nearestCorrelation(matrix)
        expectCorrelation(nearest)
        const isProjected = nearest.some((row, i) => row.some((value, j) => value !== matrix[i]?.[j]))
        if (isProjected) expect(() => choleskyLower(nearest)).not.toThrow()
        const other = build(others).map((row) => Float64Array.from(row))
        fc.pre((symmetricEigen(other).values[0] as number) >= 0)
        expect(distance(matrix, nearest)).toBeLessThanOrEqual(distance(matrix, other) + 1e-9)
      }),
    )
  })

  it('error: InvalidMatrixError', () => {
    for (const bad of [
      [[1, 2]],
      [
        [1, 0.5],
        [0.4, 1],
      ],
      [[Number.NaN]],
      [[Infinity]],
      [
        [1, 1e300],
        [1e300, 1],
      ],
    ]) {
      expect(() => nearestCorrelation(bad)).toThrow(code('INVALID_MATRIX'))
    }
  })
})

describe('stressedCorrelation', () => {
  it('default: halfway to 1', () => {
    expectMatrix(
      stressedCorrelation(
        [
          [1, -0.2],
          [-0.2, 1],
        ],
        0.5,
      ),
      [
        [1, 0.4],
        [0.4, 1],
      ],
      1e-15,
    )
  })

  it('behavior: 0 changes nothing, 1 makes all one', () => {
    const matrix = [
      [1, 0.3],
      [0.3, 1],
    ]
    expectMatrix(stressedCorrelation(matrix, 0), matrix, 0)
    expectMatrix(
      stressedCorrelation(matrix, 1),
      [
        [1, 1],
        [1, 1],
      ],
      0,
    )
  })

  it('error: InvalidParameterError outside [0, 1]', () => {
    for (const kappa of [-0.1, 1.1, Number.NaN]) {
      expect(() => stressedCorrelation([[1]], kappa)).toThrow(code('INVALID_PARAMETER'))
    }
  })

  it('property: stays a correlation matrix', () => {
    const column = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(column, column, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, kappa) => {
        const noise = (values: number[], s: number) => values.map((value, t) => value + 0.1 * Math.sin(s + t * t))
        const matrix = sampleCorrelation([noise(a, 1), noise(b, 2), noise(a, 3)])
        expectCorrelation(stressedCorrelation(matrix, kappa))
      }),
    )
  })
})
