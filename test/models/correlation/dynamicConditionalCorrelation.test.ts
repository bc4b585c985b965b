import { describe, expect, it } from '@jest/globals'
import { dccRecursion } from '../../../models/correlation/dccRecursion.js'
import { dynamicConditionalCorrelation, filterDcc } from '../../../models/correlation/dynamicConditionalCorrelation.js'
import { invertPositiveDefinite } from '../../../models/correlation/symmetricEigen.js'
import { normalSource } from '../../../models/scenarios/zigguratNormals.js'
import { expectClose, expectRelative } from '../../support/expectClose.js'
import { readFixture } from '../../support/fixture.js'

interface Dcc {
  columns: number[][]
  alpha: number
  beta: number
  logLikelihood: number
  forecast: number[][]
  fixed: { alpha: number; beta: number; logLikelihood: number; hundredth: number[][] }
}
const reference = readFixture<{ dcc: Dcc }>('correlation/reference.json').dcc
const { columns } = reference
const code = (value: string) => expect.objectContaining({ code: value })

function expectMatrix(
  actual: readonly Float64Array[] | undefined,
  expected: readonly ArrayLike<number>[],
  tolerance: number,
): void {
  for (const [i, row] of expected.entries()) {
    for (let j = 0; j < row.length; j++) expectClose(actual?.[i]?.[j] as number, row[j] as number, tolerance)
  }
}

/** Two columns of normal residuals whose correlation follows a DCC(1,1). */
function simulateDcc({
  alpha,
  beta,
  correlation,
  count,
  seed,
}: {
  alpha: number
  beta: number
  correlation: number
  count: number
  seed: number
}) {
  const normal = normalSource(seed)
  const [first, second] = [new Float64Array(count), new Float64Array(count)]
  let [q11, q12, q22] = [1, correlation, 1]
  for (let t = 0; t < count; t++) {
    const r = q12 / Math.sqrt(q11 * q22)
    const x = normal()
    const y = r * x + Math.sqrt(1 - r * r) * normal()
    first[t] = x
    second[t] = y
    const rest = 1 - alpha - beta
    q11 = rest + alpha * x * x + beta * q11
    q12 = rest * correlation + alpha * x * y + beta * q12
    q22 = rest + alpha * y * y + beta * q22
  }
  return [first, second]
}

describe('filterDcc', () => {
  it('default: a likelihood with a determinant and an inverse a day', () => {
    const { alpha, beta, logLikelihood, hundredth } = reference.fixed
    const model = filterDcc({ residuals: columns, alpha, beta })
    expectRelative(model.logLikelihood, logLikelihood, 1e-11)
    expectMatrix(model.path()[99], hundredth, 1e-11)
    expect(model.path().length).toBe(columns[0]?.length)
  })

  it('behavior: without dynamics it is the moment matrix at every horizon', () => {
    const model = filterDcc({ residuals: columns, alpha: 0, beta: 0 })
    expect(model.forecast()).toEqual(model.longRun)
    expect(model.forecast(10)).toEqual(model.longRun)
  })

  it('behavior: forecasts return to the long run', () => {
    const model = filterDcc({ residuals: columns, alpha: 0.1, beta: 0.8 })
    const gap = (steps: number) => (model.forecast(steps)[1]?.[0] as number) - (model.longRun[1]?.[0] as number)
    expectRelative(gap(2) / gap(1), 0.9, 1e-9)
    expect(Math.abs(gap(500))).toBeLessThan(1e-12)
  })

  it('behavior: the unit of a column does not matter, to the ends of float64', () => {
    const model = filterDcc({ residuals: columns, alpha: 0.05, beta: 0.9 })
    const units = [1e-300, 1, 1e300]
    const scaled = filterDcc({
      residuals: columns.map((column, i) => column.map((value) => value * (units[i] as number))),
      alpha: 0.05,
      beta: 0.9,
    })
    expectRelative(scaled.logLikelihood, model.logLikelihood, 1e-10)
    expectMatrix(scaled.forecast(), model.forecast(), 1e-10)
  })

  it('error: InvalidParameterError on weights that are none', () => {
    for (const [alpha, beta] of [
      [-0.1, 0.5],
      [0.5, 0.5],
      [0.1, -0.1],
      [Number.NaN, 0.1],
      [0.1, Number.NaN],
    ] as const) {
      expect(() => filterDcc({ residuals: columns, alpha, beta })).toThrow(code('INVALID_PARAMETER'))
    }
    expect(() => filterDcc({ residuals: columns, alpha: 0.1, beta: 0.8 }).forecast(0)).toThrow(code('INVALID_PARAMETER'))
  })
})

describe('dynamicConditionalCorrelation', () => {
  it('default: the maximum of scipy', () => {
    const model = dynamicConditionalCorrelation(columns)
    expectRelative(model.logLikelihood, reference.logLikelihood, 1e-9)
    expectClose(model.alpha, reference.alpha, 1e-6)
    expectClose(model.beta, reference.beta, 1e-6)
    expectMatrix(model.forecast(), reference.forecast, 1e-6)
  })

  it('behavior: never below the likelihood of constant correlation, stationary always', () => {
    for (const seed of [1, 2, 3, 4]) {
      const normal = normalSource(seed)
      const noise = [0, 1].map(() => Float64Array.from({ length: 120 }, normal))
      const model = dynamicConditionalCorrelation(noise)
      const constant = filterDcc({ residuals: noise, alpha: 0, beta: 0 })
      expect(model.logLikelihood).toBeGreaterThanOrEqual(constant.logLikelihood)
      expect(model.alpha + model.beta).toBeLessThan(1)
      expect(Math.min(model.alpha, model.beta)).toBeGreaterThanOrEqual(0)
    }
  })

  it('behavior: of several maxima, which short samples have, the highest: no point of a grid is likelier', () => {
    const grid = Array.from({ length: 50 }, (_, i) => 0.01 + 0.02 * i).flatMap((persistence) =>
      Array.from({ length: 21 }, (_, j) => [persistence * 0.05 * j, persistence * (1 - 0.05 * j)] as const),
    )
    for (const [seed, count, alpha, beta] of [
      [35, 500, 0.02, 0.97],
      [46, 250, 0.1, 0.6],
      [61, 120, 0.1, 0.6],
    ] as const) {
      const residuals = simulateDcc({ alpha, beta, correlation: 0.5, count, seed })
      const fit = dynamicConditionalCorrelation(residuals)
      const highest = grid.map(([a, b]) => filterDcc({ residuals, alpha: a, beta: b }).logLikelihood)
      expect(fit.logLikelihood).toBeGreaterThan(Math.max(...highest) - 1e-9)
    }
  })

  it('behavior: one column has nothing to correlate, none gives no row', () => {
    expect(dynamicConditionalCorrelation([columns[0] as number[]]).forecast()).toEqual([Float64Array.of(1)])
    expect(dynamicConditionalCorrelation([]).forecast()).toEqual([])
  })

  it('error: each hostile input has its own error', () => {
    const [a, b] = columns as [number[], number[]]
    expect(() => dynamicConditionalCorrelation([[1], [1]])).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => dynamicConditionalCorrelation([a, b.slice(1)])).toThrow(code('MISALIGNED_SERIES'))
    expect(() => dynamicConditionalCorrelation([a, b.map((value, t) => (t === 5 ? Number.NaN : value))])).toThrow(
      code('INVALID_SERIES_VALUE'),
    )
    expect(() => dynamicConditionalCorrelation([a, a])).toThrow(code('DEGENERATE_SERIES'))
    expect(() => dynamicConditionalCorrelation([a, a.map((value) => -2 * value)])).toThrow(code('DEGENERATE_SERIES'))
    expect(() => dynamicConditionalCorrelation([a, a.map(() => 0)])).toThrow(code('DEGENERATE_SERIES'))
  })

  it('behavior: columns of two values, and ones that hardly move, still give a correlation matrix', () => {
    const n = 100
    const signs = Array.from({ length: n }, (_, t) => (Math.sin(t * t) > 0 ? 1 : -1))
    const jump = Array.from({ length: n }, (_, t) => (t === 50 ? 1 : 0))
    const forecast = dynamicConditionalCorrelation([signs, jump]).forecast()
    expect(forecast.every((row) => row.every((value) => Math.abs(value) <= 1))).toBe(true)
  })
})

describe('dccRecursion', () => {
  it('behavior: its slopes are those of the likelihood', () => {
    const unit = columns.map((column) => {
      const size = Math.sqrt(column.reduce((sum, value) => sum + value * value, 0) / column.length)
      return Float64Array.from(column, (value) => value / size)
    })
    const target = Float64Array.from(
      unit.flatMap((a) => unit.map((b) => a.reduce((sum, value, t) => sum + value * (b[t] as number), 0) / a.length)),
    )
    const at = (alpha: number, beta: number) => dccRecursion({ columns: unit, target }, alpha, beta)
    const h = 1e-5
    const { slopes } = at(0.07, 0.85)
    const numerical = [
      (at(0.07 + h, 0.85).logLikelihood - at(0.07 - h, 0.85).logLikelihood) / (2 * h),
      (at(0.07, 0.85 + h).logLikelihood - at(0.07, 0.85 - h).logLikelihood) / (2 * h),
    ]
    for (const i of [0, 1]) expectRelative(slopes[i] as number, numerical[i] as number, 1e-6)
  })
})

describe('invertPositiveDefinite', () => {
  it('default: by hand', () => {
    const inverse = new Float64Array(4)
    expectClose(invertPositiveDefinite(Float64Array.of(2, 1, 1, 3), 2, inverse), Math.log(5), 1e-15)
    for (const [i, value] of [0.6, -0.2, -0.2, 0.4].entries()) expectClose(inverse[i] as number, value, 1e-15)
  })

  it('behavior: NaN for a matrix that is not positive definite', () => {
    expect(invertPositiveDefinite(Float64Array.of(1, 2, 2, 1), 2, new Float64Array(4))).toBeNaN()
  })
})
