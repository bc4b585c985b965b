import { describe, expect, it } from '@jest/globals'
import { PlimsollError } from '../../../core/errors/plimsollError.js'
import { normalSource } from '../../../models/scenarios/zigguratNormals.js'
import { linearRegression } from '../../../models/statistics/linearRegression.js'
import { fitLogHar, forecastLogHar, logHar, type LogHarDays } from '../../../models/volatility/fitLogHar.js'
import fc from '../../support/fastCheck.js'

const RELATIVE = 1e-12

/** Days of a persistent log variance, with returns and a noisy implied variance of the day after. */
function market(n: number, seed = 1) {
  const normal = normalSource(seed)
  let log = 0
  const logs = Float64Array.from({ length: n + 1 }, () => {
    log = 0.95 * log + 0.3 * normal()
    return log
  })
  const variances = logs.subarray(0, n).map((x) => 4e-4 * Math.exp(x + 0.4 * normal()))
  const returns = variances.map((v) => Math.sqrt(v) * normal())
  const impliedVariances = logs.subarray(1).map((x) => 0.2 * Math.exp(x + 0.1 * normal()))
  return { variances, returns, impliedVariances }
}

describe('fitLogHar', () => {
  it('default: fit and forecast together are logHar', () => {
    const { variances, returns } = market(300)
    const fit = fitLogHar({ variances, returns })
    expect(logHar({ variances, returns })).toMatchObject(forecastLogHar(fit, { variances, returns }))
  })

  it('default: implied variance is a fifth regressor, and one that knows tomorrow is believed', () => {
    const days = market(800)
    const without = fitLogHar({ variances: days.variances, returns: days.returns })
    const fit = fitLogHar(days)
    expect(without.coefficients).toHaveLength(4)
    expect(fit.coefficients).toHaveLength(5)
    expect(fit.coefficients[4]).toBeGreaterThan(0.5)
    expect(fit.residualVariance).toBeLessThan(0.9 * without.residualVariance)
  })

  it('default: a horizon of k days is fitted directly on what was known k days before', () => {
    const { variances, returns } = market(300)
    const k = 5
    const mean = (from: number, to: number) => variances.subarray(from, to).reduce((a, b) => a + b, 0) / (to - from)
    const rows = Array.from({ length: 300 - 22 - k + 1 }, (_, i) => 22 + i)
    const columns = [
      rows.map((t) => Math.log(variances[t - 1] as number)),
      rows.map((t) => Math.log(mean(t - 5, t))),
      rows.map((t) => Math.log(mean(t - 22, t))),
      rows.map((t) => Math.min(returns[t - 1] as number, 0)),
    ]
    const expected = linearRegression({ columns, y: rows.map((t) => Math.log(variances[t + k - 1] as number)) })
    const fit = fitLogHar({ variances, returns }, k)
    expect(fit.observations).toBe(274)
    for (const [i, b] of fit.coefficients.entries()) expect(Math.abs(b - (expected.coefficients[i] as number))).toBeLessThan(1e-9)
  })

  it('behavior: the unit of implied variance does not matter', () => {
    const days = market(400)
    const percent = { ...days, impliedVariances: days.impliedVariances.map((v) => 1e4 * v) }
    const [one, other] = [forecastLogHar(fitLogHar(days), days), forecastLogHar(fitLogHar(percent), percent)]
    expect(Math.abs(one.variance / other.variance - 1)).toBeLessThan(1e-9)
  })

  it('behavior: a fit forecasts from later days without being made again', () => {
    const days = market(420)
    const cut = (from: number, to: number): LogHarDays => ({
      variances: days.variances.subarray(from, to),
      returns: days.returns.subarray(from, to),
      impliedVariances: days.impliedVariances.subarray(from, to),
    })
    const fit = fitLogHar(cut(0, 400))
    const whole = forecastLogHar(fit, cut(0, 420)).variance
    expect(Math.abs(forecastLogHar(fit, cut(390, 420)).variance / whole - 1)).toBeLessThan(RELATIVE)
  })

  it('error: each hostile input has its own error', () => {
    const days = market(200)
    const fitting = (change: Partial<LogHarDays>, horizon?: number) => () => fitLogHar({ ...days, ...change }, horizon)
    expect(fitting({ impliedVariances: days.impliedVariances.subarray(1) })).toThrow(
      expect.objectContaining({ code: 'MISALIGNED_SERIES' }),
    )
    for (const bad of [0, -1, Number.NaN, Infinity]) {
      expect(fitting({ impliedVariances: days.impliedVariances.with(7, bad) })).toThrow(
        expect.objectContaining({ code: 'INVALID_SERIES_VALUE', index: 7 }),
      )
    }
    for (const horizon of [0, 1.5, Number.NaN]) {
      expect(fitting({}, horizon)).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER' }))
    }
    expect(fitting({}, 90)).toThrow(expect.objectContaining({ code: 'SERIES_TOO_SHORT', required: 209 }))
    const fit = fitLogHar(days)
    expect(() => forecastLogHar(fit, { variances: days.variances, returns: days.returns })).toThrow(
      expect.objectContaining({ code: 'MISALIGNED_SERIES' }),
    )
    expect(() => forecastLogHar(fit, { ...days, variances: days.variances.with(199, Number.NaN) })).toThrow(
      expect.objectContaining({ code: 'INVALID_SERIES_VALUE' }),
    )
    const few = { variances: days.variances.subarray(179), returns: days.returns.subarray(179) }
    expect(() => forecastLogHar(fit, few)).toThrow(expect.objectContaining({ code: 'SERIES_TOO_SHORT', required: 22 }))
  })

  it('property: a forecast within the range of the fitted days, or a typed error', () => {
    const positive = fc.oneof(fc.double({ min: 1e-8, max: 1, noNaN: true }), fc.constantFrom(5e-324, 1e-300, 1e300))
    const value = fc.oneof(fc.double({ min: -1, max: 1, noNaN: true }), fc.constantFrom(0, -1e300, 1e300))
    const rows = fc.array(fc.tuple(positive, value, positive), { minLength: 120, maxLength: 140 })
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 4 }), (drawn, horizon) => {
        const days = {
          variances: Float64Array.from(drawn, ([v]) => v),
          returns: Float64Array.from(drawn, ([, r]) => r),
          impliedVariances: Float64Array.from(drawn, ([, , i]) => i),
        }
        try {
          const { variance } = forecastLogHar(fitLogHar(days, horizon), days)
          expect(variance).toBeGreaterThanOrEqual(Math.min(...days.variances))
          expect(variance).toBeLessThanOrEqual(Math.max(...days.variances))
        } catch (error) {
          if (!(error instanceof PlimsollError)) throw error
        }
      }),
      { numRuns: 50 },
    )
  })
})
