import { describe, expect, it } from '@jest/globals'
import { inverse, Matrix } from 'ml-matrix'
import { logReturns } from '../../../models/data/logReturns.js'
import { drawLogHar } from '../../../models/volatility/drawLogHar.js'
import { fitLogHar, forecastLogHar, type LogHarDays } from '../../../models/volatility/fitLogHar.js'
import { rangeVariances } from '../../../models/volatility/realisedEstimators.js'
import { dailySeries } from '../../support/dailySeries.js'
import fc from '../../support/fastCheck.js'
import { hostileColumn, hostilePositiveColumn } from '../../support/hostileNumbers.js'
import { orTyped } from '../../support/orTyped.js'

const series = dailySeries({ days: 500 })
const days: LogHarDays = { variances: rangeVariances(series, 20).subarray(1), returns: logReturns(series.close) }
const fit = fitLogHar(days)

/** White's standard error of the regression's mean, written out from the definition with raw regressors. */
function standardError(): number {
  const { variances, returns } = days
  const row = (t: number) => {
    const mean = (k: number) => variances.subarray(t - k, t).reduce((sum, value) => sum + value, 0) / k
    return [1, Math.log(mean(1)), Math.log(mean(5)), Math.log(mean(22)), Math.min(returns[t - 1] as number, 0)]
  }
  const from = 22
  const rows = Array.from({ length: variances.length - from }, (_, i) => row(from + i))
  const beta = [fit.intercept, ...fit.coefficients]
  const x = new Matrix(rows)
  const meat = Matrix.zeros(5, 5)
  rows.forEach((values, i) => {
    const residual =
      Math.log(variances[from + i] as number) - values.reduce((sum, value, k) => sum + value * (beta[k] as number), 0)
    const column = Matrix.columnVector(values).mul(residual)
    meat.add(column.mmul(column.transpose()))
  })
  const bread = inverse(x.transpose().mmul(x))
  const at = new Matrix([row(variances.length)])
  return Math.sqrt(at.mmul(bread).mmul(meat).mmul(bread).mmul(at.transpose()).get(0, 0))
}

describe('drawLogHar', () => {
  it('default: normal in the logarithm about the forecast, with the standard error of the fitted mean', () => {
    const draws = drawLogHar({ fit, fitted: days, known: days, count: 20_000, seed: 3 })
    const logs = draws.map((draw) => Math.log(draw / forecastLogHar(fit, days).variance))
    const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length
    const deviation = Math.sqrt(logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / logs.length)
    expect(Math.abs(mean)).toBeLessThan((4 * deviation) / Math.sqrt(logs.length))
    expect(Math.abs(deviation / standardError() - 1)).toBeLessThan(0.03)
  })

  it('behavior: the same seed, the same draws; never outside the range of the fitted days', () => {
    const draw = (seed: number) => drawLogHar({ fit, fitted: days, known: days, count: 50, seed })
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
    const narrow = { ...fit, lowest: forecastLogHar(fit, days).variance, highest: Infinity }
    const held = drawLogHar({ fit: narrow, fitted: days, known: days, count: 50, seed: 1 })
    expect(Math.min(...held)).toBe(narrow.lowest)
  })

  it('behavior: a regressor that never varies adds nothing', () => {
    const rising = { ...days, returns: days.returns.map(Math.abs) }
    const draws = drawLogHar({ fit: fitLogHar(rising), fitted: rising, known: rising, count: 20, seed: 1 })
    expect(draws.every((draw) => draw > 0 && draw < 1)).toBe(true)
  })
})

describe('drawLogHar on anything', () => {
  it('property: positive finite variances, or a typed error', () => {
    const length = { minLength: 120, maxLength: 140 }
    fc.assert(
      fc.property(hostileColumn(length), hostilePositiveColumn(length), (values, ranges) => {
        const n = Math.min(values.length, ranges.length)
        const known = { returns: Float64Array.from(values.slice(0, n)), variances: Float64Array.from(ranges.slice(0, n)) }
        const draws = orTyped(() => drawLogHar({ fit: fitLogHar(known), fitted: known, known, count: 25, seed: 1 }))
        for (const value of draws ?? []) expect(value > 0 && Number.isFinite(value)).toBe(true)
      }),
    )
  })
})
