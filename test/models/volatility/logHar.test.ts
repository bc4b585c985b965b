import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { linearRegression } from '../../../models/statistics/linearRegression.js'
import { logHar } from '../../../models/volatility/fitLogHar.js'

const RELATIVE = 1e-9

/** Clustered variances and returns without a random generator. */
function market(n: number) {
  const returns = Float64Array.from({ length: n }, (_, t) => 0.02 * Math.sin(1.3 * t) * (1.5 + Math.sin(t / 17)))
  const variances = Float64Array.from({ length: n }, (_, t) => 4e-4 * Math.exp(Math.sin(t / 17) + 0.5 * Math.cos(t * t)))
  return { variances, returns }
}

describe('logHar', () => {
  it('default: agrees with a forecast written out from the definition', () => {
    const { variances, returns } = market(300)
    const v = [...variances]
    const mean = (from: number, to: number) => v.slice(from, to).reduce((a, b) => a + b, 0) / (to - from)
    const row = (t: number) => [
      Math.log(v[t - 1] as number),
      Math.log(mean(t - 5, t)),
      Math.log(mean(t - 22, t)),
      Math.min(returns[t - 1] as number, 0),
    ]
    const rows = Array.from({ length: 278 }, (_, i) => row(22 + i))
    const fit = linearRegression({
      columns: [0, 1, 2, 3].map((k) => rows.map((x) => x[k] as number)),
      y: v.slice(22).map(Math.log),
    })
    const m = row(300).reduce((sum, x, k) => sum + x * (fit.coefficients[k] as number), fit.intercept)
    const forecast = logHar({ variances, returns })
    expect(Math.abs(forecast.variance / Math.exp(m + fit.residualVariance / 2) - 1)).toBeLessThan(RELATIVE)
    expect(forecast).toMatchObject({ observations: 278, isLimited: false })
  })

  it('behavior: recovers the coefficients of a process that follows the model', () => {
    const truth = { intercept: -0.8, daily: 0.4, weekly: 0.3, monthly: 0.2, leverage: -3 }
    const { returns } = market(600)
    const log: number[] = Array.from({ length: 22 }, (_, t) => -8 + 0.3 * Math.sin(t))
    for (let t = 22; t < 600; t++) {
      const mean = (days: number) => Math.log(log.slice(t - days, t).reduce((sum, x) => sum + Math.exp(x), 0) / days)
      const shock = 0.2 * Math.sin(t * t * 0.37)
      const leverage = truth.leverage * Math.min(returns[t - 1] as number, 0)
      log.push(
        truth.intercept +
          truth.daily * (log[t - 1] as number) +
          truth.weekly * mean(5) +
          truth.monthly * mean(22) +
          leverage +
          shock,
      )
    }
    const { coefficients } = logHar({ variances: Float64Array.from(log, Math.exp), returns })
    const expected = [truth.daily, truth.weekly, truth.monthly, truth.leverage]
    const errors = coefficients.map((b, k) => Math.abs(b - (expected[k] as number)))
    expect(Math.max(...errors.slice(0, 3))).toBeLessThan(0.15)
    expect(errors[3]).toBeLessThan(1.5)
  })

  it('behavior: no falling day leaves the leverage term out', () => {
    const { variances, returns } = market(200)
    expect(logHar({ variances, returns: returns.map(Math.abs) }).coefficients[3]).toBe(0)
  })

  it('behavior: a forecast outside the fitted range is held at its edge and says so', () => {
    const { variances, returns } = market(200)
    const crash = returns.slice()
    crash[199] = -1e6
    const { variance, isLimited } = logHar({ variances, returns: crash })
    expect(isLimited).toBe(true)
    expect([Math.min(...variances), Math.max(...variances)]).toContain(variance)
  })

  it('error: each hostile input has its own error', () => {
    const { variances, returns } = market(200)
    const wrong = (change: Partial<ReturnType<typeof market>>) => () => logHar({ variances, returns, ...change })
    expect(wrong({ returns: returns.subarray(1) })).toThrow(expect.objectContaining({ code: 'MISALIGNED_SERIES' }))
    expect(() => logHar(market(119))).toThrow(expect.objectContaining({ code: 'SERIES_TOO_SHORT', required: 120 }))
    expect(wrong({ variances: new Float64Array(200).fill(0.1) })).toThrow(expect.objectContaining({ code: 'DEGENERATE_SERIES' }))
    for (const bad of [0, -1, Number.NaN, Infinity]) {
      expect(wrong({ variances: variances.map((x, i) => (i === 50 ? bad : x)) })).toThrow(
        expect.objectContaining({ code: 'INVALID_SERIES_VALUE' }),
      )
    }
    expect(wrong({ returns: returns.map((x, i) => (i === 199 ? Number.NaN : x)) })).toThrow(
      expect.objectContaining({ code: 'INVALID_SERIES_VALUE' }),
    )
  })

  it('property: scales with the unit of variance', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 1e4, noNaN: true }), fc.integer({ min: 120, max: 260 }), (unit, n) => {
        const { variances, returns } = market(n)
        const one = logHar({ variances, returns }).variance
        const other = logHar({ variances: variances.map((x) => x * unit), returns }).variance
        expect(Math.abs(other / (one * unit) - 1)).toBeLessThan(1e-6)
      }),
    )
  })
})
