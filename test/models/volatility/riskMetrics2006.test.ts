import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { forecastRiskMetrics2006, riskMetrics2006, riskMetricsComponents } from '../../../models/volatility/riskMetrics2006.js'
import { archReference } from '../../support/archReference.js'
import { sp500Returns } from '../../support/returnSeries.js'
import { describeWithSharedData } from '../../support/sharedData.js'

const RELATIVE = 1e-11

describeWithSharedData('riskMetrics2006 on the S&P 500', () => {
  it.each(archReference().riskMetrics2006)(
    'default: $components components agree with arch 8.0.0',
    ({ components, initialVariances, variances }) => {
      const returns = sp500Returns()
      // arch's first variance is the start itself; here the start is known before the first return, too.
      const process = riskMetrics2006({ returns, components: riskMetricsComponents(components), initialVariances })
      for (const [t, expected] of Object.entries(variances)) {
        expect(Math.abs((process.variances[Number(t)] as number) / expected - 1)).toBeLessThan(RELATIVE)
      }
    },
  )
})

describe('riskMetrics2006', () => {
  it('default: the published weights and times', () => {
    const components = riskMetricsComponents()
    expect(components).toHaveLength(15)
    expect(Math.abs((components[14]?.days as number) / 512 - 1)).toBeLessThan(RELATIVE)
    expect(Math.abs(components.reduce((sum, { weight }) => sum + weight, 0) - 1)).toBeLessThan(RELATIVE)
    const ratio = (components[0]?.weight as number) / (components[14]?.weight as number)
    expect(Math.abs(ratio / ((1 - Math.log(4) / Math.log(1560)) / (1 - Math.log(512) / Math.log(1560))) - 1)).toBeLessThan(
      RELATIVE,
    )
  })

  it('default: a forecast is the expectation of its own recursion', () => {
    const components = riskMetricsComponents(2)
    const variance = riskMetrics2006({ returns: [0.02, -0.05], components, initialVariances: [1e-4, 4e-4] })
    const [a, b] = components as [(typeof components)[0], (typeof components)[0]]
    const [x, y] = [variance.components[0] as number, variance.components[1] as number]
    const first = a.weight * x + b.weight * y
    const second = a.weight * (a.decay * x + (1 - a.decay) * first) + b.weight * (b.decay * y + (1 - b.decay) * first)
    const forecast = forecastRiskMetrics2006({ variance, components, steps: 2 })
    expect(Math.abs((forecast[0] as number) / first - 1)).toBeLessThan(RELATIVE)
    expect(Math.abs((forecast[1] as number) / second - 1)).toBeLessThan(RELATIVE)
    expect(variance.variances.at(-1)).toBe(forecast[0])
  })

  it('behavior: constant squares hold their variance, no return gives the start', () => {
    const initialVariances = new Array(15).fill(4e-4)
    for (const returns of [[], new Array(300).fill(0.02)]) {
      const { variances } = riskMetrics2006({ returns, initialVariances })
      for (const variance of variances) expect(Math.abs(variance / 4e-4 - 1)).toBeLessThan(RELATIVE)
    }
  })

  it('error: each hostile input has its own error', () => {
    const initialVariances = new Array(15).fill(1)
    expect(() => riskMetrics2006({ returns: [], initialVariances: [1] })).toThrow(
      expect.objectContaining({ code: 'MISALIGNED_SERIES' }),
    )
    for (const bad of [-1, Number.NaN, Infinity]) {
      expect(() => riskMetrics2006({ returns: [], initialVariances: initialVariances.with(3, bad) })).toThrow(
        expect.objectContaining({ code: 'INVALID_PARAMETER' }),
      )
    }
    for (const bad of [1e300, Number.NaN, -Infinity]) {
      expect(() => riskMetrics2006({ returns: [0, bad], initialVariances })).toThrow(
        expect.objectContaining({ code: 'INVALID_SERIES_VALUE', index: 1 }),
      )
    }
    for (const count of [0, 19, 1.5, Number.NaN]) {
      expect(() => riskMetricsComponents(count)).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER' }))
    }
    const variance = riskMetrics2006({ returns: [], initialVariances })
    expect(() => forecastRiskMetrics2006({ variance, steps: 0 })).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER' }))
  })

  it('property: a variance lies between the smallest and the largest square seen', () => {
    const value = fc.double({ min: -10, max: 10, noNaN: true })
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 18 }), (returns, count) => {
        const start = 1
        const { variances } = riskMetrics2006({
          returns,
          components: riskMetricsComponents(count),
          initialVariances: new Array(count).fill(start),
        })
        const squares = [start, ...returns.map((r) => r * r)]
        for (const variance of variances) {
          expect(variance).toBeGreaterThanOrEqual(Math.min(...squares) - 1e-12)
          expect(variance).toBeLessThanOrEqual(Math.max(...squares) + 1e-10)
        }
      }),
    )
  })
})
