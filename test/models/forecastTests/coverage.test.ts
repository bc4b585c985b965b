import { describe, expect, it } from '@jest/globals'
import {
  christoffersenIndependence,
  conditionalCoverage,
  transitionCounts,
} from '../../../models/forecastTests/christoffersenIndependence.js'
import { valueAtRiskViolations } from '../../../models/forecastTests/coverageSample.js'
import { coverageTests } from '../../../models/forecastTests/coverageTests.js'
import { dynamicQuantile } from '../../../models/forecastTests/dynamicQuantile.js'
import { kupiec } from '../../../models/forecastTests/kupiec.js'
import { trafficLight } from '../../../models/forecastTests/trafficLight.js'
import { expectClose } from '../../support/expectClose.js'
import fc from '../../support/fastCheck.js'
import { readFixture } from '../../support/fixture.js'

// The published numbers have 12 decimals.
const PUBLISHED = 1e-11
const code = (value: string) => expect.objectContaining({ code: value })

interface Reference {
  dynamicQuantile: {
    violations: number[]
    valueAtRisk: number[]
    violationProbability: number
    lags: number
    statistic: number
    degreesOfFreedom: number
    pValue: number
  }
}
const reference = readFixture<Reference>('forecastTests/reference.json').dynamicQuantile

describe('kupiec', () => {
  // MathWorks, Risk Management Toolbox, pof; the last two are the Basel and J.P. Morgan examples.
  it.each([
    [1043, 57, 0.05, 0.461466395329],
    [1043, 17, 0.01, 3.511812860707],
    [250, 10, 0.01, 12.955491062356],
  ])('default: %d observations, %d violations at %d', (observations, violations, violationProbability, expected) => {
    const result = kupiec({ observations, violations, violationProbability })
    expectClose(result.statistic, expected, PUBLISHED)
    expect(result.degreesOfFreedom).toBe(1)
  })

  it('behavior: the exact share gives 0 and p-value 1; none and all have closed forms', () => {
    expect(kupiec({ observations: 100, violations: 5, violationProbability: 0.05 })).toMatchObject({ statistic: 0, pValue: 1 })
    const none = kupiec({ observations: 250, violations: 0, violationProbability: 0.01 })
    expectClose(none.statistic, -500 * Math.log(0.99), PUBLISHED)
    const all = kupiec({ observations: 250, violations: 250, violationProbability: 0.01 })
    expectClose(all.statistic, -500 * Math.log(0.01), PUBLISHED)
    expect(all.pValue).toBeGreaterThanOrEqual(0)
  })

  it('error: InvalidParameterError', () => {
    for (const [observations, violations, violationProbability] of [
      [0, 0, 0.01],
      [10, 11, 0.01],
      [10, -1, 0.01],
      [10, 1.5, 0.01],
      [10, 1, 0],
      [10, 1, Number.NaN],
      [Number.NaN, 1, 0.1],
    ] as const) {
      expect(() => kupiec({ observations, violations, violationProbability })).toThrow(code('INVALID_PARAMETER'))
    }
  })

  it('property: the mirrored count at the mirrored probability gives the same statistic', () => {
    const inputs = fc.integer({ min: 1, max: 5000 }).chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n })))
    fc.assert(
      fc.property(inputs, fc.double({ min: 1e-3, max: 0.999, noNaN: true }), ([n, x], p) => {
        const one = kupiec({ observations: n, violations: x, violationProbability: p })
        const other = kupiec({ observations: n, violations: n - x, violationProbability: 1 - p })
        expectClose(one.statistic, other.statistic, 1e-9)
        expect(one.pValue >= 0 && one.pValue <= 1).toBe(true)
      }),
    )
  })
})

describe('christoffersenIndependence and conditionalCoverage', () => {
  it('default: MathWorks, cci and cc', () => {
    const counts = { n00: 932, n01: 53, n10: 53, n11: 4 }
    expectClose(christoffersenIndependence(counts).statistic, 0.258663152586, PUBLISHED)
    // A series with those transitions and 57 violations in 1043 observations.
    const violations = [...new Array(4).fill([1, 1, 0]).flat(), ...new Array(49).fill([1, 0]).flat()]
    while (violations.length < 1043) violations.push(0)
    violations.unshift(violations.pop() as number)
    expect(transitionCounts(violations)).toEqual(counts)
    const both = conditionalCoverage({ violations, violationProbability: 0.05 })
    expectClose(both.statistic, 0.720129547915, PUBLISHED)
    expect(both.degreesOfFreedom).toBe(2)
    expectClose(both.pValue, Math.exp(-both.statistic / 2), PUBLISHED)
  })

  it('behavior: without a violation, or with nothing else, independence is not rejected', () => {
    for (const mark of [0, 1]) {
      expect(christoffersenIndependence(transitionCounts(new Array(50).fill(mark)))).toMatchObject({ statistic: 0, pValue: 1 })
    }
    expect(christoffersenIndependence({ n00: 0, n01: 0, n10: 0, n11: 0 })).toMatchObject({ statistic: 0, pValue: 1 })
  })

  it('behavior: clusters are rejected', () => {
    const clustered = Array.from({ length: 500 }, (_, t) => (t % 100 < 5 ? 1 : 0))
    expect(christoffersenIndependence(transitionCounts(clustered)).pValue).toBeLessThan(1e-6)
  })

  it('error: each hostile input has its own error', () => {
    expect(() => transitionCounts([1])).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => transitionCounts([0, 2])).toThrow(code('INVALID_SERIES_VALUE'))
    expect(() => transitionCounts([0, Number.NaN])).toThrow(code('INVALID_SERIES_VALUE'))
    expect(() => christoffersenIndependence({ n00: -1, n01: 0, n10: 0, n11: 0 })).toThrow(code('INVALID_PARAMETER'))
    expect(() => conditionalCoverage({ violations: [], violationProbability: 0.05 })).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => conditionalCoverage({ violations: [0, 1], violationProbability: 1 })).toThrow(code('INVALID_PARAMETER'))
  })
})

describe('dynamicQuantile', () => {
  it('default: agrees with least squares of statsmodels', () => {
    const result = dynamicQuantile(reference, reference.lags)
    expectClose(result.statistic, reference.statistic, 1e-10)
    expectClose(result.pValue, reference.pValue, 1e-10)
    expect(result.degreesOfFreedom).toBe(reference.degreesOfFreedom)
  })

  it('behavior: the unit of the value at risk does not matter, even at the ends of float64', () => {
    const expected = dynamicQuantile(reference).statistic
    for (const unit of [1e-300, 1e300]) {
      const scaled = { ...reference, valueAtRisk: reference.valueAtRisk.map((v) => v * unit) }
      expectClose(dynamicQuantile(scaled).statistic, expected, 1e-9)
    }
  })

  it('behavior: a value at risk that never changes costs a degree of freedom', () => {
    const constant = { ...reference, valueAtRisk: reference.valueAtRisk.map(() => 2) }
    expect(dynamicQuantile(constant).degreesOfFreedom).toBe(5)
  })

  it('behavior: no violation leaves one regressor, and the statistic of the constant alone', () => {
    const n = 104
    const sample = { violations: new Array(n).fill(0), valueAtRisk: new Array(n).fill(1), violationProbability: 0.05 }
    const result = dynamicQuantile(sample)
    expect(result.degreesOfFreedom).toBe(1)
    expectClose(result.statistic, (100 * 0.05 ** 2) / (0.05 * 0.95), 1e-12)
  })

  it('error: each hostile input has its own error', () => {
    const sample = { violations: new Array(20).fill(0), valueAtRisk: new Array(20).fill(1), violationProbability: 0.05 }
    expect(() => dynamicQuantile({ ...sample, violations: [0] })).toThrow(code('MISALIGNED_SERIES'))
    expect(() => dynamicQuantile(sample, 9)).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => dynamicQuantile(sample, -1)).toThrow(code('INVALID_PARAMETER'))
    expect(() => dynamicQuantile({ ...sample, violationProbability: 0 })).toThrow(code('INVALID_PARAMETER'))
    expect(() => dynamicQuantile({ ...sample, valueAtRisk: new Array(20).fill(Infinity) })).toThrow(code('INVALID_SERIES_VALUE'))
  })
})

describe('coverageTests', () => {
  it('property: every test gives finite numbers on any marks', () => {
    const sample = fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.double({ noNaN: true, noDefaultInfinity: true })), {
      minLength: 12,
      maxLength: 60,
    })
    fc.assert(
      fc.property(sample, fc.double({ min: 1e-6, max: 0.999999, noNaN: true }), (rows, violationProbability) => {
        const violations = rows.map(([mark]) => mark)
        const valueAtRisk = rows.map(([, value]) => value)
        for (const test of Object.values(coverageTests)) {
          const { statistic, pValue } = test({ violations, valueAtRisk, violationProbability })
          expect(Number.isFinite(statistic) && statistic >= 0).toBe(true)
          expect(pValue >= 0 && pValue <= 1).toBe(true)
        }
      }),
    )
  })
})

describe('valueAtRiskViolations', () => {
  it('default: strictly below minus the value at risk', () => {
    expect([...valueAtRiskViolations([-1, -2, -3, 4], [2, 2, 2, -5])]).toEqual([0, 0, 1, 1])
  })

  it('error: each hostile input has its own error', () => {
    expect(() => valueAtRiskViolations([], [])).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => valueAtRiskViolations([1], [])).toThrow(code('MISALIGNED_SERIES'))
    expect(() => valueAtRiskViolations([1], [Number.NaN])).toThrow(code('INVALID_SERIES_VALUE'))
  })
})

describe('trafficLight', () => {
  // Basel Committee 1996, table 2, to four decimals of a percent.
  it.each([
    [0, 8.1059, 'green'],
    [1, 28.5752, 'green'],
    [2, 54.3169, 'green'],
    [3, 75.8117, 'green'],
    [4, 89.2188, 'green'],
  ])('default: %d exceptions have %d %%', (exceptions, percent, zone) => {
    const light = trafficLight({ observations: 250, exceptions })
    expect(Math.abs(100 * light.cumulativeProbability - percent)).toBeLessThan(5.1e-5)
    expect(light.zone).toBe(zone)
  })

  it('behavior: yellow from 5, red from 10', () => {
    const zones = [4, 5, 9, 10, 250].map((exceptions) => trafficLight({ observations: 250, exceptions }).zone)
    expect(zones).toEqual(['green', 'yellow', 'yellow', 'red', 'red'])
  })

  it('behavior: agrees with the sum of binomial terms', () => {
    let term = 0.975 ** 500
    let sum = term
    for (let x = 0; x < 30; x++) {
      expectClose(
        trafficLight({ observations: 500, exceptions: x, violationProbability: 0.025 }).cumulativeProbability,
        sum,
        1e-12,
      )
      term *= (((500 - x) / (x + 1)) * 0.025) / 0.975
      sum += term
    }
  })

  it('error: InvalidParameterError', () => {
    for (const [observations, exceptions] of [
      [0, 0],
      [250, 251],
      [250, -1],
      [250, 0.5],
      [Number.NaN, 1],
    ] as const) {
      expect(() => trafficLight({ observations, exceptions })).toThrow(code('INVALID_PARAMETER'))
    }
  })
})
