import { describe, expect, it } from '@jest/globals'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { studentTCdf } from '../../../models/statistics/studentT.js'
import { choleskyLower } from '../../../models/scenarios/choleskyLower.js'
import { chunksOf, correlatedPaths, joinChunks } from '../../../models/scenarios/correlatedPaths.js'
import { PATHS_PER_CHUNK, pathChunk } from '../../../models/scenarios/pathChunk.js'
import type { PathModel } from '../../../models/scenarios/pathModel.js'
import { ZigguratNormals } from '../../../models/scenarios/zigguratNormals.js'
import { expectClose } from '../../support/expectClose.js'
import fc from '../../support/fastCheck.js'
import { runs } from '../../support/runs.js'
import { hostileNumber } from '../../support/hostileNumbers.js'
import { orTyped } from '../../support/orTyped.js'

const model: PathModel = {
  dailyVolatilities: [0.04, 0.06],
  correlation: [
    [1, 0.8],
    [0.8, 1],
  ],
  increments: { kind: 'normal' },
  horizonHours: 24,
  steps: 24,
  seed: 1,
}
const COUNT = 100_000
/** About five standard errors of the moments of 100,000 normal numbers. */
const SAMPLING_TOLERANCE = 0.02
const IDENTITY_TOLERANCE = 1e-12
/** Critical value of Kolmogorov and Smirnov at 0.1 %. */
const KS_LIMIT = 1.949

const mean = (x: Float64Array) => x.reduce((sum, value) => sum + value, 0) / x.length
const dot = (x: Float64Array, y: Float64Array) => x.reduce((sum, value, i) => sum + value * (y[i] as number), 0) / x.length
const pair = (columns: readonly Float64Array[]) => columns as readonly [Float64Array, Float64Array]

function distance(values: Float64Array, cdf: (x: number) => number): number {
  const sorted = values.slice(0, 20_000).sort()
  const n = sorted.length
  return Math.sqrt(n) * sorted.reduce((most, x, i) => Math.max(most, cdf(x) - i / n, (i + 1) / n - cdf(x)), 0)
}

describe('correlatedPaths', () => {
  it('default: volatilities and correlation are those asked for', () => {
    const [a, b] = pair(correlatedPaths(model, COUNT).logReturns)
    expect(a).toHaveLength(COUNT)
    expectClose(Math.sqrt(dot(a, a)) / 0.04, 1, SAMPLING_TOLERANCE)
    expectClose(Math.sqrt(dot(b, b)) / 0.06, 1, SAMPLING_TOLERANCE)
    expectClose(mean(a) / 0.04, 0, SAMPLING_TOLERANCE)
    expectClose(dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)), 0.8, SAMPLING_TOLERANCE)
  })

  it('behavior: Student-t over the horizon exactly, whatever the steps', () => {
    for (const steps of [1, 24]) {
      const { logReturns } = correlatedPaths({ ...model, steps, increments: { kind: 'studentT', degreesOfFreedom: 4.5 } }, COUNT)
      const unit = 0.06 * Math.sqrt(2.5 / 4.5)
      expect(distance(logReturns[1] as Float64Array, (x) => studentTCdf(x / unit, 4.5))).toBeLessThan(KS_LIMIT)
    }
  })

  it('behavior: drift moves the mean, the horizon the spread', () => {
    const { logReturns } = correlatedPaths({ ...model, dailyDrifts: [-0.5, 0], horizonHours: 6, steps: 6 }, COUNT)
    const [a, b] = pair(logReturns)
    expectClose(mean(a), -0.125, SAMPLING_TOLERANCE * 0.02)
    expectClose(Math.sqrt(dot(b, b)) / 0.03, 1, SAMPLING_TOLERANCE)
  })

  it('behavior: minima lie at or below start and end; one step has the smaller of the two', () => {
    const { logReturns, logMinima } = correlatedPaths(model, 5_000)
    logMinima.forEach((column, asset) => {
      column.forEach((lowest, path) => {
        expect(lowest).toBeLessThanOrEqual(Math.min(0, (logReturns[asset] as Float64Array)[path] as number))
      })
    })
    const single = correlatedPaths({ ...model, steps: 1 }, 1_000)
    expect(single.logMinima).toEqual(single.logReturns.map((column) => column.map((end) => Math.min(0, end))))
  })

  it('behavior: chunks drawn in any order make the same paths, and more paths begin with fewer', () => {
    const count = 2 * PATHS_PER_CHUNK + 77
    const whole = correlatedPaths(model, count)
    const backwards = chunksOf(count)
      .reverse()
      .map((chunk) => pathChunk({ model, count, chunk }))
    expect(joinChunks(backwards.reverse(), 2)).toEqual(whole)
    const fewer = correlatedPaths(model, 5_000)
    expect(fewer.logReturns[0]).toEqual(whole.logReturns[0]?.slice(0, 5_000))
    expect(fewer.logMinima[1]).toEqual(whole.logMinima[1]?.slice(0, 5_000))
  })

  it('behavior: agrees with one path at a time, straight from the definition', () => {
    const drifts = [0.01, 0, -0.02]
    const three: PathModel = {
      ...model,
      dailyVolatilities: [0.02, 0.05, 0.09],
      dailyDrifts: drifts,
      correlation: [
        [1, 0.5, -0.2],
        [0.5, 1, 0.3],
        [-0.2, 0.3, 1],
      ],
      steps: 5,
      horizonHours: 12,
    }
    const generator = xoroshiro128plus(three.seed)
    generator.jump()
    const stream = new ZigguratNormals(generator)
    const lower = choleskyLower(three.correlation)
    const days = 0.5 / 5
    const count = 7
    const { logReturns, logMinima } = correlatedPaths(three, count)
    for (let path = 0; path < count; path++) {
      const price = [0, 0, 0]
      const lowest = [0, 0, 0]
      for (let step = 0; step < 5; step++) {
        const z = [stream.next(), stream.next(), stream.next()]
        for (let i = 0; i < 3; i++) {
          const correlated = z.reduce((sum, value, k) => sum + (lower[i]?.[k] as number) * value, 0)
          price[i]! += drifts[i]! * days + three.dailyVolatilities[i]! * Math.sqrt(days) * correlated
          lowest[i] = Math.min(lowest[i]!, price[i]!)
        }
      }
      for (let i = 0; i < 3; i++) {
        expectClose(logReturns[i]?.[path] as number, price[i]!, IDENTITY_TOLERANCE)
        expectClose(logMinima[i]?.[path] as number, lowest[i]!, IDENTITY_TOLERANCE)
      }
    }
    for (const fewer of [1, 2, 3, 5]) {
      expect(correlatedPaths(three, fewer).logMinima).toEqual(logMinima.map((column) => column.slice(0, fewer)))
    }
  })

  it('behavior: the numbers stay these: what was stored of them must come out again', () => {
    const student: PathModel = { ...model, increments: { kind: 'studentT', degreesOfFreedom: 4 } }
    const pins = [model, student].map((each) => {
      const { logReturns, logMinima } = correlatedPaths(each, 2 * PATHS_PER_CHUNK)
      return [logReturns[0]?.[0], logReturns[1]?.[PATHS_PER_CHUNK], logMinima[1]?.[1]]
    })
    expect(pins).toEqual([
      [0.08455299610334281, -0.041489936045259246, -0.029268119344182813],
      [0.10317956672739098, -0.024370266071261124, -0.029010586776279594],
    ])
  })

  it('behavior: neighbouring seeds and chunks have nothing in common', () => {
    const drawn = [0, 1, 2, 3].map(
      (seed) => correlatedPaths({ ...model, seed }, 2 * PATHS_PER_CHUNK).logReturns[0] as Float64Array,
    )
    const columns = drawn.flatMap((each) => [each.slice(0, PATHS_PER_CHUNK), each.slice(PATHS_PER_CHUNK)])
    columns.forEach((x, i) => {
      for (const y of columns.slice(i + 1)) {
        const correlation = dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y))
        expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(PATHS_PER_CHUNK))
      }
    })
  })

  it('behavior: perfectly correlated assets move as one', () => {
    const ones = [
      [1, 1],
      [1, 1],
    ]
    const [x, y] = pair(correlatedPaths({ ...model, correlation: ones }, 100).logReturns)
    for (const [i, value] of x.entries()) expectClose((y[i] as number) / value, 1.5, IDENTITY_TOLERANCE)
  })

  it('behavior: no paths, no assets, no volatility, absurd volatility', () => {
    expect(correlatedPaths(model, 0).logReturns.map(({ length }) => length)).toEqual([0, 0])
    expect(correlatedPaths({ ...model, dailyVolatilities: [], correlation: [] }, 10)).toEqual({ logReturns: [], logMinima: [] })
    const still = correlatedPaths({ ...model, dailyVolatilities: [0, 0] }, 10)
    expect(still.logReturns.flatMap((column) => [...column])).toEqual(Array(20).fill(0))
    for (const increments of [model.increments, { kind: 'studentT', degreesOfFreedom: 2.000001 } as const]) {
      const wild = correlatedPaths(
        { ...model, increments, dailyVolatilities: [1e300, 5e-324], dailyDrifts: [-1e308, 1e308] },
        1_000,
      )
      for (const column of [...wild.logReturns, ...wild.logMinima]) {
        for (const value of column) expect(Math.abs(value)).toBeLessThanOrEqual(20)
      }
    }
  })

  it.each([
    ['INVALID_PARAMETER', { steps: 0 }],
    ['INVALID_PARAMETER', { steps: 1.5 }],
    ['INVALID_PARAMETER', { horizonHours: 0 }],
    ['INVALID_PARAMETER', { horizonHours: Infinity }],
    ['INVALID_PARAMETER', { seed: 0.5 }],
    ['INVALID_PARAMETER', { seed: 2 ** 32 }],
    ['INVALID_PARAMETER', { increments: { kind: 'studentT', degreesOfFreedom: 2 } }],
    ['INVALID_PARAMETER', { increments: { kind: 'studentT', degreesOfFreedom: Number.NaN } }],
    ['MISALIGNED_SERIES', { dailyVolatilities: [0.1] }],
    ['MISALIGNED_SERIES', { dailyDrifts: [0] }],
    ['MISALIGNED_SERIES', { correlation: [[1], [1]] }],
    ['INVALID_SERIES_VALUE', { dailyVolatilities: [0.1, Number.NaN] }],
    ['INVALID_SERIES_VALUE', { dailyDrifts: [Infinity, 0] }],
    [
      'NOT_POSITIVE_SEMIDEFINITE',
      {
        correlation: [
          [1, 2],
          [2, 1],
        ],
      },
    ],
    [
      'NOT_POSITIVE_SEMIDEFINITE',
      {
        correlation: [
          [1, 0],
          [Number.NaN, 1],
        ],
      },
    ],
  ] as const)('error: %s for %j', (code, change) => {
    expect(() => correlatedPaths({ ...model, ...change } as PathModel, 10)).toThrow(expect.objectContaining({ code }))
  })

  it('error: INVALID_PARAMETER for a count that is none', () => {
    for (const count of [-1, 0.5, Number.NaN, Infinity]) {
      expect(() => correlatedPaths(model, count)).toThrow(
        expect.objectContaining({ code: 'INVALID_PARAMETER', parameter: 'count' }),
      )
    }
  })
})

describe('correlatedPaths on anything', () => {
  it('property: ends and minima of which none is NaN and no minimum above its end or 0, or a typed error', () => {
    const rho = fc.oneof({ weight: 3, arbitrary: fc.double({ min: -1, max: 1, noNaN: true }) }, hostileNumber)
    const whole = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 30 }) }, hostileNumber)
    const increments = fc.oneof(
      fc.constant({ kind: 'normal' } as const),
      hostileNumber.map((degreesOfFreedom) => ({ kind: 'studentT', degreesOfFreedom }) as const),
    )
    fc.assert(
      fc.property(
        fc.tuple(hostileNumber, hostileNumber),
        fc.tuple(hostileNumber, hostileNumber),
        rho,
        increments,
        hostileNumber,
        whole,
        (dailyVolatilities, dailyDrifts, r, increments, horizonHours, steps) => {
          const correlation = [
            [1, r],
            [r, 1],
          ]
          const hostile = {
            dailyVolatilities,
            dailyDrifts,
            correlation,
            increments,
            horizonHours,
            steps: Math.min(steps, 60),
            seed: 3,
          }
          const paths = orTyped(() => correlatedPaths(hostile, 9))
          for (const [asset, ends] of (paths?.logReturns ?? []).entries()) {
            for (const [k, end] of ends.entries()) {
              expect(end).not.toBeNaN()
              expect(paths?.logMinima[asset]?.[k]).toBeLessThanOrEqual(Math.min(end, 0))
            }
          }
        },
      ),
      { numRuns: runs(300) },
    )
  })
})
