import { describe, expect, it } from '@jest/globals'
import { kendallTau } from '../../../models/correlation/kendallTau.js'
import { sampleTCopula } from '../../../models/correlation/sampleTCopula.js'
import { fitTCopula, pseudoObservations, tailDependence, tCopulaLogLikelihood } from '../../../models/correlation/tCopula.js'
import { gammaSource } from '../../../models/statistics/gamma.js'
import { expectClose, expectRelative } from '../../support/expectClose.js'
import fc from '../../support/fastCheck.js'
import { readFixture } from '../../support/fixture.js'

interface Reference {
  columns: number[][]
  tau: number[][]
  correlation: number[][]
  logLikelihoodAt4: number
  degreesOfFreedom: number
  logLikelihood: number
  tied: { columns: [number[], number[]]; tau: number; ranks: number[] }
}
const reference = readFixture<{ tCopula: Reference }>('correlation/reference.json').tCopula
const code = (value: string) => expect.objectContaining({ code: value })

describe('tailDependence', () => {
  it('default: nu 4, rho 0.5', () => {
    expectClose(tailDependence(4, 0.5), 0.2531699951, 5e-11)
  })

  it('behavior: none at -1, certain at 1, less with more degrees of freedom, more with correlation', () => {
    expect(tailDependence(4, -1)).toBe(0)
    expect(tailDependence(4, 1)).toBe(1)
    expect(tailDependence(100, 0.5)).toBeLessThan(1e-2)
    expect(tailDependence(4, 0.9)).toBeGreaterThan(tailDependence(4, 0.5))
  })

  it('error: InvalidParameterError', () => {
    for (const [nu, rho] of [
      [4, 1.1],
      [4, Number.NaN],
      [0, 0.5],
      [Number.NaN, 0.5],
    ] as const) {
      expect(() => tailDependence(nu, rho)).toThrow(code('INVALID_PARAMETER'))
    }
  })
})

describe('kendallTau', () => {
  it('default: scipy, without and with ties', () => {
    const [a, b] = reference.columns as [number[], number[]]
    expectClose(kendallTau(a, b), reference.tau[0]?.[1] as number, 1e-14)
    expectClose(kendallTau(...reference.tied.columns), reference.tied.tau, 1e-14)
  })

  it('property: agrees with counting all pairs', () => {
    const pair = fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 }))
    fc.assert(
      fc.property(fc.array(pair, { minLength: 2, maxLength: 30 }), (pairs) => {
        const x = pairs.map(([value]) => value)
        const y = pairs.map(([, value]) => value)
        fc.pre(new Set(x).size > 1 && new Set(y).size > 1)
        let [difference, untiedX, untiedY] = [0, 0, 0]
        for (const [i, [xi, yi]] of pairs.entries()) {
          for (const [xj, yj] of pairs.slice(0, i)) {
            difference += Math.sign(xi - xj) * Math.sign(yi - yj)
            untiedX += xi === xj ? 0 : 1
            untiedY += yi === yj ? 0 : 1
          }
        }
        expectClose(kendallTau(x, y), difference / Math.sqrt(untiedX * untiedY), 1e-14)
      }),
    )
  })

  it('error: each hostile input has its own error', () => {
    expect(() => kendallTau([1], [1])).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => kendallTau([1, 2], [1])).toThrow(code('MISALIGNED_SERIES'))
    expect(() => kendallTau([1, 2], [1, Number.NaN])).toThrow(code('INVALID_SERIES_VALUE'))
    expect(() => kendallTau([1, 2], [1, 1])).toThrow(code('DEGENERATE_SERIES'))
  })
})

describe('pseudoObservations', () => {
  it('default: scipy, ties sharing their mean rank', () => {
    const ranks = pseudoObservations(reference.tied.columns[0])
    for (const [i, value] of ranks.entries()) expectClose(value, reference.tied.ranks[i] as number, 1e-15)
  })

  it('error: each hostile input has its own error', () => {
    expect(() => pseudoObservations([])).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => pseudoObservations([Infinity])).toThrow(code('INVALID_SERIES_VALUE'))
  })
})

describe('fitTCopula', () => {
  it('default: the densities and the maximum of scipy', () => {
    const fit = fitTCopula(reference.columns)
    for (const [i, row] of fit.correlation.entries()) {
      for (const [j, value] of row.entries()) expectClose(value, reference.correlation[i]?.[j] as number, 1e-13)
    }
    const ranks = reference.columns.map(pseudoObservations)
    const at4 = tCopulaLogLikelihood({ ranks, correlation: fit.correlation, degreesOfFreedom: 4 })
    expectRelative(at4, reference.logLikelihoodAt4, 1e-10)
    expectRelative(fit.degreesOfFreedom, reference.degreesOfFreedom, 1e-6)
    expectRelative(fit.logLikelihood, reference.logLikelihood, 1e-10)
  })

  it('behavior: any increasing transformation of a column leaves the copula alone', () => {
    const moved = reference.columns.map((column, i) => column.map((value) => (i === 0 ? Math.sinh(value) : value * 1e300)))
    const fit = fitTCopula(moved.map((column) => column.map((value) => value / 1e10)))
    expectRelative(fit.degreesOfFreedom, reference.degreesOfFreedom, 1e-6)
  })

  it('behavior: finds the copula that a sample was drawn from', () => {
    const sample = sampleTCopula({
      correlation: [
        [1, 0.6],
        [0.6, 1],
      ],
      degreesOfFreedom: 3.5,
      count: 4_000,
      seed: 5,
    })
    const fit = fitTCopula(sample)
    // About four standard errors each.
    expect(Math.abs((fit.correlation[1]?.[0] as number) - 0.6)).toBeLessThan(0.1)
    expect(Math.abs(fit.degreesOfFreedom - 3.5)).toBeLessThan(2)
  })

  it('error: each hostile input has its own error', () => {
    const [a, b] = reference.columns as [number[], number[]]
    expect(() => fitTCopula([a])).toThrow(code('INVALID_PARAMETER'))
    expect(() => fitTCopula([[1], [2]])).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => fitTCopula([a, b.slice(1)])).toThrow(code('MISALIGNED_SERIES'))
    expect(() => fitTCopula([a, b.map(() => Number.NaN)])).toThrow(code('INVALID_SERIES_VALUE'))
    expect(() => fitTCopula([a, b.map(() => 3)])).toThrow(code('DEGENERATE_SERIES'))
    expect(() => fitTCopula([a, a])).toThrow(code('DEGENERATE_SERIES'))
  })
})

describe('sampleTCopula', () => {
  const correlation = [
    [1, 0.5],
    [0.5, 1],
  ]

  it('default: uniform one by one, dependent in the tail as the formula says', () => {
    const count = 60_000
    const [a, b] = sampleTCopula({ correlation, degreesOfFreedom: 4, count, seed: 1 }) as [Float64Array, Float64Array]
    for (const level of [0.01, 0.25, 0.5, 0.9]) {
      const share = a.reduce((sum, u) => sum + (u <= level ? 1 : 0), 0) / count
      // Five standard errors.
      expect(Math.abs(share - level)).toBeLessThan(5 * Math.sqrt((level * (1 - level)) / count))
    }
    // The limit is approached slowly: at 0.2 % the conditional probability is still about 0.28.
    const joint = a.reduce((sum, u, t) => sum + (u <= 0.002 && (b[t] as number) <= 0.002 ? 1 : 0), 0) / (0.002 * count)
    expect(Math.abs(joint - tailDependence(4, 0.5))).toBeLessThan(0.2)
  })

  it('behavior: one seed, one sample; strictly between 0 and 1 even with the heaviest tails', () => {
    const inputs = { correlation, degreesOfFreedom: 0.01, count: 2_000, seed: 3 }
    const columns = sampleTCopula(inputs)
    expect(sampleTCopula(inputs)).toEqual(columns)
    expect(columns.every((column) => column.every((u) => u > 0 && u < 1))).toBe(true)
    expect(sampleTCopula({ ...inputs, count: 0 }).map((column) => column.length)).toEqual([0, 0])
  })

  it('error: each hostile input has its own error', () => {
    const inputs = { correlation, degreesOfFreedom: 4, count: 10, seed: 1 }
    expect(() => sampleTCopula({ ...inputs, degreesOfFreedom: 0 })).toThrow(code('INVALID_PARAMETER'))
    expect(() => sampleTCopula({ ...inputs, count: 0.5 })).toThrow(code('INVALID_PARAMETER'))
    expect(() =>
      sampleTCopula({
        ...inputs,
        correlation: [
          [1, 2],
          [2, 1],
        ],
      }),
    ).toThrow(code('NOT_POSITIVE_SEMIDEFINITE'))
    expect(() =>
      sampleTCopula({
        ...inputs,
        correlation: [
          [1, Number.NaN],
          [Number.NaN, 1],
        ],
      }),
    ).toThrow(code('INVALID_MATRIX'))
  })
})

describe('gammaSource', () => {
  it.each([0.3, 1, 2.5, 50])('default: mean and variance are the shape, %d', (shape) => {
    const draw = gammaSource(shape, 7)
    const n = 100_000
    const values = Float64Array.from({ length: n }, draw)
    const mean = values.reduce((sum, value) => sum + value, 0) / n
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n
    // Five standard errors of the mean; the variance's depends on the kurtosis 3 + 6 / shape.
    expect(Math.abs(mean - shape)).toBeLessThan(5 * Math.sqrt(shape / n))
    expect(Math.abs(variance / shape - 1)).toBeLessThan(5 * Math.sqrt((2 + 6 / shape) / n))
  })

  it('error: InvalidParameterError', () => {
    for (const shape of [0, -1, Infinity, Number.NaN]) {
      expect(() => gammaSource(shape, 1)).toThrow(code('INVALID_PARAMETER'))
    }
  })
})
