import { describe, expect, it } from '@jest/globals'
import { acerbiSzekelyZ1, acerbiSzekelyZ2, type ShortfallSample } from '../../../models/forecastTests/acerbiSzekely.js'
import { christoffersenIndependence, transitionCounts } from '../../../models/forecastTests/christoffersenIndependence.js'
import { valueAtRiskViolations } from '../../../models/forecastTests/coverageSample.js'
import { kupiec } from '../../../models/forecastTests/kupiec.js'
import { fz0Losses, qlikeLosses, quasiLikelihoodLosses } from '../../../models/forecastTests/losses.js'
import { simulatedPValue } from '../../../models/forecastTests/simulatedPValue.js'
import { normalSource } from '../../../models/scenarios/zigguratNormals.js'
import { normalDensity, normalQuantile } from '../../../models/statistics/normal.js'
import { ewmaVariance } from '../../../models/volatility/ewma.js'
import { dmGbp } from '../../support/dmGbp.js'
import { expectClose } from '../../support/expectClose.js'
import fc from '../../support/fastCheck.js'
import { describeWithSharedData } from '../../support/sharedData.js'

// The table has ten decimals.
const TABLE = 1e-9
const code = (value: string) => expect.objectContaining({ code: value })
const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length

describeWithSharedData('tests of forecasts on DM/GBP', () => {
  const { mean: mu, returns, volatilities } = dmGbp()
  const days = volatilities.subarray(0, returns.length)
  const sample = (violationProbability: number): ShortfallSample => {
    const z = normalQuantile(violationProbability)
    return {
      returns,
      valueAtRisk: days.map((sigma) => -(mu + sigma * z)),
      expectedShortfall: days.map((sigma) => (sigma * normalDensity(z)) / violationProbability - mu),
      violationProbability,
    }
  }

  it.each([
    [0.01, 42, [1893, 38, 38, 4], 19.1564178435, 6.2610190617, -1.4829596632, 0.6266202349],
    [0.025, 70, [1839, 64, 64, 6], 7.8604017908, 3.9315701986, -0.6432619389, 0.2905304792],
  ] as const)('default: the table at %d', (tail, violations, transitions, coverage, independence, z2, fz0) => {
    const forecasts = sample(tail)
    const marks = valueAtRiskViolations(returns, forecasts.valueAtRisk)
    const counts = transitionCounts(marks)
    expect(marks.reduce((sum, mark) => sum + mark, 0)).toBe(violations)
    expect([counts.n00, counts.n01, counts.n10, counts.n11]).toEqual(transitions)
    const observations = returns.length
    expectClose(kupiec({ observations, violations, violationProbability: tail }).statistic, coverage, TABLE)
    expectClose(christoffersenIndependence(counts).statistic, independence, TABLE)
    expectClose(acerbiSzekelyZ2(forecasts), z2, TABLE)
    expectClose(mean(fz0Losses(forecasts)), fz0, TABLE)
    // The mean over violations and the mean over all days differ by the ratio of observed to expected violations.
    const ratio = violations / (tail * observations)
    expectClose(acerbiSzekelyZ2(forecasts), 1 - ratio * (1 - acerbiSzekelyZ1(forecasts)), 1e-12)
  })

  it('default: quasi-likelihood of GARCH and EWMA from the 251st day', () => {
    const variances = days.map((sigma) => sigma * sigma)
    const ewma = ewmaVariance({ returns, lambda: 0.94, initialVariance: (returns[0] as number) ** 2 }).subarray(0, returns.length)
    const score = (forecasts: Float64Array) =>
      mean(quasiLikelihoodLosses({ returns: returns.subarray(250), forecasts: forecasts.subarray(250) }))
    expectClose(score(variances), -0.7035415266, TABLE)
    expectClose(score(ewma), -0.6471300822, TABLE)
  })
})

const simple: ShortfallSample = {
  returns: [-3, -1, 2, -4],
  valueAtRisk: [2, 2, 2, 2],
  expectedShortfall: [3, 3, 3, 5],
  violationProbability: 0.25,
}

describe('acerbiSzekelyZ1 and acerbiSzekelyZ2', () => {
  it('default: by hand', () => {
    expectClose(acerbiSzekelyZ1(simple), 1 - (1 + 0.8) / 2, 1e-15)
    expectClose(acerbiSzekelyZ2(simple), 1 - (1 + 0.8), 1e-15)
  })

  it('behavior: right forecasts give about 0, and a p-value that does not reject', () => {
    const z = normalQuantile(0.025)
    const n = 2_000
    const forecasts = (normal: () => number): ShortfallSample => ({
      returns: Float64Array.from({ length: n }, normal),
      valueAtRisk: new Float64Array(n).fill(-z),
      expectedShortfall: new Float64Array(n).fill(normalDensity(z) / 0.025),
      violationProbability: 0.025,
    })
    const observed = acerbiSzekelyZ2(forecasts(normalSource(1)))
    // Five standard errors: Z2's is about 1 / sqrt(50).
    expect(Math.abs(observed)).toBeLessThan(0.7)
    const normal = normalSource(2)
    const pValue = simulatedPValue({ observed, simulations: 200, draw: () => acerbiSzekelyZ2(forecasts(normal)) })
    expect(pValue).toBeGreaterThan(0.01)
    expect(simulatedPValue({ observed: -1.8, simulations: 200, draw: () => acerbiSzekelyZ2(forecasts(normal)) })).toBe(1 / 201)
  })

  it('behavior: without a violation Z2 is 1 and Z1 is an error', () => {
    const calm = { ...simple, returns: [0, 0, 0, 0] }
    expect(acerbiSzekelyZ2(calm)).toBe(1)
    expect(() => acerbiSzekelyZ1(calm)).toThrow(code('DEGENERATE_SERIES'))
  })

  it.each([
    ['acerbiSzekelyZ1', acerbiSzekelyZ1],
    ['acerbiSzekelyZ2', acerbiSzekelyZ2],
    ['fz0Losses', fz0Losses],
  ])('error: %s gives each hostile input its own error', (_, score) => {
    const call = (change: Partial<ShortfallSample>) => () => score({ ...simple, ...change })
    expect(call({ returns: [], valueAtRisk: [], expectedShortfall: [] })).toThrow(code('SERIES_TOO_SHORT'))
    expect(call({ returns: [1] })).toThrow(code('MISALIGNED_SERIES'))
    expect(call({ returns: [1, 2, 3, Number.NaN] })).toThrow(code('INVALID_SERIES_VALUE'))
    expect(call({ expectedShortfall: [3, 3, 3, 0] })).toThrow(code('INVALID_SERIES_VALUE'))
    expect(call({ expectedShortfall: [3, 3, 3, 1] })).toThrow(code('INVALID_SERIES_VALUE'))
    expect(call({ violationProbability: 1 })).toThrow(code('INVALID_PARAMETER'))
    const tiny = new Array(4).fill(1e-300)
    expect(call({ returns: [-1e300, 0, 0, 0], valueAtRisk: tiny, expectedShortfall: tiny })).toThrow(code('DEGENERATE_SERIES'))
  })

  it('error: InvalidParameterError on simulations that are none', () => {
    expect(() => simulatedPValue({ observed: 0, simulations: 0, draw: () => 0 })).toThrow(code('INVALID_PARAMETER'))
    expect(() => simulatedPValue({ observed: Number.NaN, simulations: 1, draw: () => 0 })).toThrow(code('INVALID_PARAMETER'))
    expect(() => simulatedPValue({ observed: 0, simulations: 1, draw: () => Number.NaN })).toThrow(code('INVALID_PARAMETER'))
  })
})

describe('fz0Losses', () => {
  it('property: the true pair of a normal has the lowest expected loss', () => {
    const z = normalQuantile(0.025)
    const shortfall = normalDensity(z) / 0.025
    const n = 20_000
    const returns = Float64Array.from({ length: n }, (_, i) => normalQuantile((i + 0.5) / n))
    const score = (v: number, e: number) =>
      mean(
        fz0Losses({
          returns,
          valueAtRisk: new Float64Array(n).fill(v),
          expectedShortfall: new Float64Array(n).fill(e),
          violationProbability: 0.025,
        }),
      )
    const best = score(-z, shortfall)
    const factor = fc.double({ min: 0.6, max: 1.6, noNaN: true })
    fc.assert(
      fc.property(factor, factor, (v, e) => {
        fc.pre(e * shortfall >= v * -z)
        expect(score(-z * v, shortfall * e)).toBeGreaterThan(best - 1e-6)
      }),
      { numRuns: 30 },
    )
  })
})

describe('qlikeLosses', () => {
  it('default: by its definition', () => {
    const [perfect, high, low] = qlikeLosses({ proxies: [2, 2, 2], forecasts: [2, 1, 8] })
    expect(perfect).toBe(0)
    expectClose(high as number, 2 - Math.LN2 - 1, 1e-15)
    expectClose(low as number, 0.25 - Math.log(0.25) - 1, 1e-15)
  })

  it('behavior: differences between forecasts are those of the quasi-likelihood', () => {
    const returns = [0.5, -1, 2]
    const proxies = returns.map((r) => r * r)
    const [a, b] = [
      [1, 2, 3],
      [2, 2, 2],
    ] as const
    for (const t of [0, 1, 2]) {
      const gap = (losses: (forecasts: readonly number[]) => Float64Array) => (losses(a)[t] as number) - (losses(b)[t] as number)
      expectClose(
        gap((forecasts) => qlikeLosses({ proxies, forecasts })),
        gap((forecasts) => quasiLikelihoodLosses({ returns, forecasts })),
        1e-14,
      )
    }
  })

  it('property: never negative, never NaN, and free of the unit', () => {
    const positive = fc.double({ min: Number.MIN_VALUE, max: 1e300, noNaN: true })
    fc.assert(
      fc.property(positive, positive, (v, h) => {
        try {
          expect(qlikeLosses({ proxies: [v], forecasts: [h] })[0]).toBeGreaterThanOrEqual(0)
        } catch (error) {
          expect(error).toEqual(code('DEGENERATE_SERIES'))
        }
      }),
    )
    expectClose(
      qlikeLosses({ proxies: [2e-200], forecasts: [3e-200] })[0] as number,
      qlikeLosses({ proxies: [2], forecasts: [3] })[0] as number,
      1e-14,
    )
  })

  it('error: each hostile input has its own error', () => {
    expect(() => qlikeLosses({ proxies: [], forecasts: [] })).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => qlikeLosses({ proxies: [1], forecasts: [] })).toThrow(code('MISALIGNED_SERIES'))
    expect(() => qlikeLosses({ proxies: [0], forecasts: [1] })).toThrow(code('INVALID_SERIES_VALUE'))
    expect(() => qlikeLosses({ proxies: [1], forecasts: [-1] })).toThrow(code('INVALID_SERIES_VALUE'))
    expect(() => qlikeLosses({ proxies: [1e300], forecasts: [1e-300] })).toThrow(code('DEGENERATE_SERIES'))
    expect(() => quasiLikelihoodLosses({ returns: [Number.NaN], forecasts: [1] })).toThrow(code('INVALID_SERIES_VALUE'))
    expect(() => quasiLikelihoodLosses({ returns: [1e300], forecasts: [1e-300] })).toThrow(code('DEGENERATE_SERIES'))
    expect(quasiLikelihoodLosses({ returns: [0], forecasts: [1] })[0]).toBe(0)
  })
})
