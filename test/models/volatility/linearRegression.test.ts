import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { linearRegression } from '../../../models/statistics/linearRegression.js'
import { describeWithSharedData, readSharedCsv, readSharedText } from '../../support/sharedData.js'

const RELATIVE = 1e-12

describe('linearRegression', () => {
  it('default: a plane through its points', () => {
    const x1 = [1, 2, 3, 4, 5, 6]
    const x2 = [2, 1, 4, 3, 6, 9]
    const fit = linearRegression({ columns: [x1, x2], y: x1.map((a, i) => 7 + 2 * a - 3 * (x2[i] as number)) })
    expect(Math.abs(fit.intercept / 7 - 1)).toBeLessThan(RELATIVE)
    expect(Math.abs((fit.coefficients[0] as number) / 2 - 1)).toBeLessThan(RELATIVE)
    expect(Math.abs((fit.coefficients[1] as number) / -3 - 1)).toBeLessThan(RELATIVE)
    expect(fit.residualVariance).toBeLessThan(1e-24)
    expect(fit.observations).toBe(6)
  })

  it('behavior: a regressor that never varies gets no coefficient and costs no degree of freedom', () => {
    const y = [1, 3, 2, 5, 4]
    const x = [1, 2, 3, 4, 5]
    const alone = linearRegression({ columns: [x], y })
    const beside = linearRegression({ columns: [x, [0.1, 0.1, 0.1, 0.1, 0.1]], y })
    expect(beside).toEqual({ ...alone, coefficients: [alone.coefficients[0], 0] })
    expect(linearRegression({ columns: [], y })).toMatchObject({ intercept: 3, residualVariance: 2.5 })
  })

  it('behavior: a constant explained variable is its own fit', () => {
    expect(linearRegression({ columns: [[1, 2, 4, 3]], y: [5, 5, 5, 5] })).toMatchObject({
      intercept: 5,
      coefficients: [0],
      residualVariance: 0,
    })
  })

  it('behavior: an exact copy of a regressor does not blow up', () => {
    const x = [1, 2, 3, 4, 5, 7]
    const y = [2, 3, 5, 4, 6, 9]
    const alone = linearRegression({ columns: [x], y }).coefficients[0] as number
    const [first, second] = linearRegression({ columns: [x, x], y }).coefficients as [number, number]
    expect(Math.abs((first + second) / alone - 1)).toBeLessThan(1e-9)
  })

  it('error: each hostile input has its own error', () => {
    const y = [1, 2, 3]
    expect(() => linearRegression({ columns: [[1, 2]], y })).toThrow(expect.objectContaining({ code: 'MISALIGNED_SERIES' }))
    expect(() => linearRegression({ columns: [[1, 2, Number.NaN]], y })).toThrow(
      expect.objectContaining({ code: 'INVALID_SERIES_VALUE' }),
    )
    expect(() => linearRegression({ columns: [[1, 2, 3]], y: [1, 2, Infinity] })).toThrow(
      expect.objectContaining({ code: 'INVALID_SERIES_VALUE' }),
    )
    expect(() =>
      linearRegression({
        columns: [
          [1, 2, 3],
          [1, 3, 2],
        ],
        y,
      }),
    ).toThrow(expect.objectContaining({ code: 'SERIES_TOO_SHORT', required: 4 }))
  })

  it('behavior: the largest and the smallest numbers keep their digits', () => {
    const x = [1, 2, 4, 3, 5]
    const y = [2, 3, 7, 6, 9]
    const [plain] = linearRegression({ columns: [x], y }).coefficients as [number]
    for (const unit of [2 ** 1000, 2 ** -1000]) {
      const [large] = linearRegression({ columns: [x.map((value) => value * unit)], y }).coefficients as [number]
      expect(Math.abs((large * unit) / plain - 1)).toBeLessThan(RELATIVE)
    }
    const steep = [1, 2, 4, 3, 5].map((value) => value * 2 ** 1000)
    expect(() => linearRegression({ columns: [x.map((value) => value * 2 ** -1000)], y: steep })).toThrow(
      expect.objectContaining({ code: 'DEGENERATE_SERIES' }),
    )
  })

  it('property: residuals are orthogonal to every regressor', () => {
    const value = fc.double({ min: -100, max: 100, noNaN: true })
    const rows = fc.array(fc.tuple(value, value, value), { minLength: 8, maxLength: 40 })
    fc.assert(
      fc.property(rows, (data) => {
        // A fixed wiggle keeps the columns apart from one another.
        const a = data.map((row, i) => row[0] + 10 * Math.sin(i * 2.1))
        const b = data.map((row, i) => row[1] + 10 * Math.cos(i * i))
        const y = data.map((row) => row[2])
        const { intercept, coefficients } = linearRegression({ columns: [a, b], y })
        const [p, q] = coefficients as [number, number]
        const residuals = y.map((value, i) => value - intercept - p * (a[i] as number) - q * (b[i] as number))
        for (const column of [a.map(() => 1), a, b]) {
          const product = residuals.reduce((sum, e, i) => sum + e * (column[i] as number), 0)
          const size = Math.hypot(...residuals) * Math.hypot(...column) + 1e-6
          expect(Math.abs(product) / size).toBeLessThan(1e-7)
        }
      }),
    )
  })
})

describeWithSharedData('linearRegression on NIST StRD', () => {
  type Certified = Record<string, { beta: string[]; rsd: string }>
  const certified = () => JSON.parse(readSharedText('nist/exact_rational_certified.json')) as Certified
  const digits = (value: number, exact: number) => -Math.log10(Math.max(Math.abs(value / exact - 1), Number.EPSILON))

  it.each([
    ['longley', ['x1', 'x2', 'x3', 'x4', 'x5', 'x6'], 11],
    ['norris', ['x'], 13],
  ])('default: %s', (name, regressors, least) => {
    const rows = readSharedCsv(`nist/${name}.csv`)
    const column = (of: string) => rows.map((row) => Number(row[of]))
    const fit = linearRegression({ columns: regressors.map(column), y: column('y') })
    const { beta, rsd } = certified()[name] as { beta: string[]; rsd: string }
    const values = [fit.intercept, ...fit.coefficients]
    for (const [k, exact] of beta.entries()) expect(digits(values[k] as number, Number(exact))).toBeGreaterThanOrEqual(least)
    expect(digits(Math.sqrt(fit.residualVariance), Number(rsd))).toBeGreaterThanOrEqual(least)
  })
})
