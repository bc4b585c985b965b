import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { correlationEstimators } from '../../../models/correlation/correlationEstimators.js'
import { sampleCorrelation } from '../../../models/correlation/correlationOf.js'
import { symmetricEigen } from '../../../models/correlation/symmetricEigen.js'
import { normalSource } from '../../../models/scenarios/zigguratNormals.js'
import { expectClose } from '../../support/expectClose.js'

const code = (value: string) => expect.objectContaining({ code: value })
const names = Object.entries(correlationEstimators)

function correlated(rho: number, n: number): Float64Array[] {
  const normal = normalSource(9)
  const a = Float64Array.from({ length: n }, normal)
  return [a, a.map((value) => rho * value + Math.sqrt(1 - rho * rho) * normal())]
}

describe('correlationEstimators', () => {
  it.each(names)('default: %s finds a correlation of 0.7', (_, estimate) => {
    const forecast = estimate(correlated(0.7, 600)).forecast()
    expect(Math.abs((forecast[1]?.[0] as number) - 0.7)).toBeLessThan(0.15)
  })

  it.each(names)('behavior: %s does not depend on units, and takes no column', (_, estimate) => {
    const columns = correlated(0.5, 200)
    const scaled = [columns[0] as Float64Array, (columns[1] as Float64Array).map((value) => value * 1e-200)]
    expectClose(estimate(scaled).forecast()[1]?.[0] as number, estimate(columns).forecast()[1]?.[0] as number, 1e-9)
    expect(estimate([]).forecast()).toEqual([])
  })

  it('behavior: the decay is a setting', () => {
    const columns = correlated(0.5, 300)
    const at = (lambda: number) => correlationEstimators.ewma(columns, { lambda }).forecast()[1]?.[0]
    expect(at(0.9)).not.toBe(at(0.99))
    expect(correlationEstimators.ewma(columns).forecast()[1]?.[0]).toBe(at(0.97))
  })

  it.each(names)('error: %s gives each hostile input its own error', (_, estimate) => {
    const [a, b] = correlated(0.5, 100) as [Float64Array, Float64Array]
    expect(() => estimate([[1], [2]])).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => estimate([a, b.subarray(1)])).toThrow(code('MISALIGNED_SERIES'))
    expect(() => estimate([a, b.map(() => Number.NaN)])).toThrow(code('INVALID_SERIES_VALUE'))
    expect(() => estimate([a, b.map(() => Infinity)])).toThrow(code('INVALID_SERIES_VALUE'))
    expect(() => estimate([a, b.map(() => 0)])).toThrow(code('DEGENERATE_SERIES'))
    expect(() => estimate([a, b]).forecast(0.5)).toThrow(code('INVALID_PARAMETER'))
  })

  it.each(names)('property: %s gives a correlation matrix or a typed error, on anything', (_, estimate) => {
    const value = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(0, 1, -1, 1e300, 5e-324),
      fc.double({ min: -0.1, max: 0.1, noNaN: true }),
    )
    fc.assert(
      fc.property(fc.array(fc.array(value, { minLength: 32, maxLength: 32 }), { maxLength: 4 }), (columns) => {
        try {
          const matrix = estimate(columns).forecast()
          for (const [i, row] of matrix.entries()) {
            expect(row[i]).toBe(1)
            for (const [j, rho] of row.entries()) expect(rho === matrix[j]?.[i] && Math.abs(rho) <= 1).toBe(true)
          }
          if (matrix.length > 0) expect(symmetricEigen(matrix).values[0]).toBeGreaterThan(-1e-12)
        } catch (error) {
          expect(error).toEqual(expect.objectContaining({ code: expect.stringMatching(/^(DEGENERATE_SERIES|NOT_CONVERGED)$/) }))
        }
      }),
    )
  })
})

describe('sampleCorrelation', () => {
  it('default: by hand, and perfect pairs', () => {
    const [, row] = sampleCorrelation([
      [1, 2, 3],
      [1, 3, 2],
      [-2, -4, -6],
    ]) as [Float64Array, Float64Array]
    expectClose(row[0] as number, 0.5, 1e-15)
    expectClose(row[2] as number, -0.5, 1e-15)
  })
})
