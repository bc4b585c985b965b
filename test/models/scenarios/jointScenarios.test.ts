import { describe, expect, it } from '@jest/globals'
import { type JointScenarioInputs, jointScenarios } from '../../../models/scenarios/jointScenarios.js'
import { quantile } from '../../../models/statistics/quantile.js'
import fc from '../../support/fastCheck.js'
import { runs } from '../../support/runs.js'
import { hostileNumber } from '../../support/hostileNumbers.js'
import { orTyped } from '../../support/orTyped.js'

const inputs: JointScenarioInputs = {
  dailyVolatilities: [0.04, 0.06],
  correlation: [
    [1, 0.8],
    [0.8, 1],
  ],
  degreesOfFreedom: 8,
  horizonHours: 24,
  count: 100_000,
  seed: 1,
}
const [a, b] = jointScenarios(inputs) as [Float64Array, Float64Array]
const mean = (x: Float64Array) => x.reduce((sum, value) => sum + value, 0) / x.length
const dot = (x: Float64Array, y: Float64Array) => x.reduce((sum, value, i) => sum + value * (y[i] as number), 0) / x.length

// About five standard errors of the moments of 100,000 draws of t(8).
const SAMPLING_TOLERANCE = 0.02
const RATIO_TOLERANCE = 1e-12
// 1 % quantile of Student-t with 8 degrees of freedom (-2.896459) scaled to unit variance (x sqrt(6/8)).
const T8_Q01 = -2.508407

describe('jointScenarios', () => {
  it('default', () => {
    expect(Math.abs(Math.sqrt(dot(a, a)) / 0.04 - 1)).toBeLessThan(SAMPLING_TOLERANCE)
    expect(Math.abs(Math.sqrt(dot(b, b)) / 0.06 - 1)).toBeLessThan(SAMPLING_TOLERANCE)
    expect(Math.abs(mean(a)) / 0.04).toBeLessThan(SAMPLING_TOLERANCE)
    expect(Math.abs(dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)) - 0.8)).toBeLessThan(SAMPLING_TOLERANCE)
  })

  it('behavior: tails are those of the Student-t', () => {
    expect(Math.abs(quantile(a, 0.01) / 0.04 / T8_Q01 - 1)).toBeLessThan(SAMPLING_TOLERANCE)
  })

  it('behavior: uncorrelated assets still crash together', () => {
    const correlation = [
      [1, 0],
      [0, 1],
    ]
    const joint = (degreesOfFreedom: number) => {
      const [x, y] = jointScenarios({ ...inputs, correlation, degreesOfFreedom }) as [Float64Array, Float64Array]
      const [qx, qy] = [quantile(x, 0.01), quantile(y, 0.01)]
      return x.filter((value, i) => value < qx && (y[i] as number) < qy).length
    }
    // Independence would give about 10 of 100,000; nearly normal numbers come close to that.
    expect(joint(3)).toBeGreaterThan(100)
    expect(joint(100)).toBeLessThan(40)
  })

  it('behavior: the horizon scales by the square root of time', () => {
    const [quarter] = jointScenarios({ ...inputs, horizonHours: 6 }) as [Float64Array]
    expect(Array.from(quarter.subarray(0, 100), (value) => value * 2)).toEqual([...a.subarray(0, 100)])
  })

  it('behavior: the same seed gives the same numbers, another seed others', () => {
    expect(jointScenarios({ ...inputs, count: 50 }).map((x) => [...x])).toEqual([[...a.subarray(0, 50)], [...b.subarray(0, 50)]])
    expect(jointScenarios({ ...inputs, count: 50, seed: 2 })[0]?.[0]).not.toBe(a[0])
  })

  it('behavior: perfectly correlated assets move as one', () => {
    const [x, y] = jointScenarios({
      ...inputs,
      count: 100,
      correlation: [
        [1, 1],
        [1, 1],
      ],
    }) as [Float64Array, Float64Array]
    for (const [i, value] of x.entries()) expect(Math.abs((y[i] as number) / value - 1.5)).toBeLessThan(RATIO_TOLERANCE)
  })

  it('behavior: absurd volatility stays finite; no assets give no columns', () => {
    const wild = jointScenarios({ ...inputs, dailyVolatilities: [1e6, 1e300], count: 1_000 })
    for (const column of wild) for (const value of column) expect(Math.abs(value)).toBeLessThanOrEqual(20)
    expect(jointScenarios({ ...inputs, dailyVolatilities: [], correlation: [] })).toEqual([])
  })
})

describe('jointScenarios out of range', () => {
  it.each([
    ['INVALID_PARAMETER', { degreesOfFreedom: 2 }],
    ['INVALID_PARAMETER', { degreesOfFreedom: 4.5 }],
    ['INVALID_PARAMETER', { horizonHours: 0 }],
    ['INVALID_PARAMETER', { count: -1 }],
    ['INVALID_PARAMETER', { seed: 0.5 }],
    ['INVALID_SERIES_VALUE', { dailyVolatilities: [0.04, Number.NaN] }],
    ['MISALIGNED_SERIES', { dailyVolatilities: [0.04] }],
  ] as const)('error: %s for %j', (code, change) => {
    expect(() => jointScenarios({ ...inputs, count: 10, ...change })).toThrow(expect.objectContaining({ code }))
  })
})

describe('jointScenarios on anything', () => {
  it('property: columns of finite log returns, or a typed error', () => {
    const rho = fc.oneof({ weight: 3, arbitrary: fc.double({ min: -1, max: 1, noNaN: true }) }, hostileNumber)
    const whole = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 40 }) }, hostileNumber)
    fc.assert(
      fc.property(
        fc.tuple(hostileNumber, hostileNumber),
        rho,
        whole,
        hostileNumber,
        whole,
        whole,
        (volatilities, r, nu, hours, count, seed) => {
          const correlation = [
            [1, r],
            [r, 1],
          ]
          const columns = orTyped(() =>
            jointScenarios({
              dailyVolatilities: volatilities,
              correlation,
              degreesOfFreedom: nu,
              horizonHours: hours,
              count: Math.min(count, 1_000),
              seed,
            }),
          )
          for (const column of columns ?? []) for (const value of column) expect(Math.abs(value)).toBeLessThanOrEqual(20)
        },
      ),
      { numRuns: runs(300) },
    )
  })
})
