import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { PlimsollError } from '../../../core/errors/plimsollError.js'
import { normalSource } from '../../../models/scenarios/zigguratNormals.js'
import {
  BAR_VOLATILITY_MODELS,
  VOLATILITY_MODELS,
  type VolatilityModelName,
  withoutImplied,
} from '../../../models/volatility/registry.js'
import type { VolatilityData, VolatilityModel } from '../../../models/volatility/volatilityModel.js'

const NAMES = Object.keys(VOLATILITY_MODELS) as VolatilityModelName[]

/** Days of a volatility that moves between 1 and 4 % over some years. */
function market(n: number): Required<VolatilityData> & { truth: Float64Array } {
  const normal = normalSource(7)
  const truth = Float64Array.from({ length: n + 1 }, (_, t) => (0.02 * Math.exp(0.7 * Math.sin(t / 80))) ** 2)
  const returns = Float64Array.from({ length: n }, (_, t) => Math.sqrt(truth[t] as number) * normal())
  const variances = Float64Array.from({ length: n }, (_, t) => (truth[t] as number) * Math.exp(0.3 * normal()))
  const impliedVariances = Float64Array.from({ length: n }, (_, t) => (truth[t + 1] as number) * 365 * Math.exp(0.1 * normal()))
  return { returns, variances, impliedVariances, truth }
}

function until(data: VolatilityData, n: number): Required<VolatilityData> {
  const { returns, variances, impliedVariances } = data as Required<VolatilityData>
  return {
    returns: returns.subarray(0, n),
    variances: variances.subarray(0, n),
    impliedVariances: impliedVariances.subarray(0, n),
  }
}

describe('VOLATILITY_MODELS', () => {
  const data = market(900)

  it.each(NAMES)('default: %s forecasts within a factor of two of the true variance on most days', (name) => {
    const model = VOLATILITY_MODELS[name]
    const fitted = model.fit(until(data, 700))
    let close = 0
    for (let day = 700; day < 900; day += 4) {
      const [variance] = fitted.forecast(until(data, day))
      const ratio = (variance as number) / (data.truth[day] as number)
      if (ratio > 0.5 && ratio < 2) close++
    }
    expect(close).toBeGreaterThan(25)
  })

  it.each(NAMES)('behavior: %s reads no day after the last', (name) => {
    const model: VolatilityModel = VOLATILITY_MODELS[name]
    const fitted = model.fit(until(data, 700), { steps: 3 })
    const poisoned = until(data, 900)
    for (const series of Object.values(poisoned)) expect(series).toHaveLength(900)
    const copy = {
      returns: poisoned.returns.slice().fill(Number.NaN, 700),
      variances: poisoned.variances.slice().fill(Number.NaN, 700),
      impliedVariances: poisoned.impliedVariances.slice().fill(Number.NaN, 700),
    }
    const again = model.fit(until(copy, 700), { steps: 3 })
    expect(again.parameters).toEqual(fitted.parameters)
    expect(again.forecast(until(copy, 700), 3)).toEqual(fitted.forecast(until(data, 700), 3))
  })

  it.each(NAMES)('behavior: %s forecasts several steps, the first of which is the forecast of one', (name) => {
    const model: VolatilityModel = VOLATILITY_MODELS[name]
    const fitted = model.fit(until(data, 700), { steps: 5 })
    const five = fitted.forecast(until(data, 700), 5)
    expect(five).toHaveLength(5)
    expect(five[0]).toBe(fitted.forecast(until(data, 700))[0])
    for (const variance of five) expect(variance).toBeGreaterThan(0)
    for (const steps of [0, 1.5, Number.NaN]) {
      expect(() => fitted.forecast(until(data, 700), steps)).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER' }))
    }
  })

  it.each(NAMES)('behavior: %s fitted from the fit before agrees with a fit from nothing', (name) => {
    const model: VolatilityModel = VOLATILITY_MODELS[name]
    const previous = model.fit(until(data, 680))
    const [warm] = model.fit(until(data, 700), { previous }).forecast(until(data, 700))
    const [cold] = model.fit(until(data, 700)).forecast(until(data, 700))
    expect(Math.abs((warm as number) / (cold as number) - 1)).toBeLessThan(1e-5)
  })

  it('error: too few days, and data that a model reads and does not get', () => {
    for (const name of NAMES) {
      const { minimumDays, fit: fitting, reads } = VOLATILITY_MODELS[name] as VolatilityModel
      for (const n of [0, 1, minimumDays - 1]) {
        expect(() => fitting(until(data, n))).toThrow(expect.objectContaining({ code: 'SERIES_TOO_SHORT' }))
      }
      expect(() => fitting(until(data, minimumDays))).not.toThrow()
      if (reads.length > 0) {
        expect(() => fitting({ returns: data.returns })).toThrow(expect.objectContaining({ code: 'MISALIGNED_SERIES' }))
      }
    }
    const { returns, variances } = data
    expect(() => VOLATILITY_MODELS.logHarImplied.fit({ returns, variances })).toThrow(
      expect.objectContaining({ code: 'MISALIGNED_SERIES' }),
    )
  })

  it('property: positive and finite forecasts, or a typed error, whatever the days', () => {
    const value = fc.oneof(
      { weight: 8, arbitrary: fc.double({ min: -0.2, max: 0.2, noNaN: true }) },
      { weight: 1, arbitrary: fc.constantFrom(0, 1e300, -1e300, 5e-324, Number.NaN, Infinity) },
    )
    const tame = fc.double({ min: -0.2, max: 0.2, noNaN: true })
    const series = (of: fc.Arbitrary<number>) => fc.array(of, { minLength: 0, maxLength: 180 })
    const returns = fc.oneof(
      series(tame),
      series(value),
      series(fc.constantFrom(-0.01, 0.01)),
      fc.array(tame, { minLength: 120, maxLength: 160 }),
    )
    fc.assert(
      fc.property(returns, fc.constantFrom(...NAMES), fc.integer({ min: 1, max: 4 }), (drawn, name, steps) => {
        const days = {
          returns: Float64Array.from(drawn),
          variances: Float64Array.from(drawn, (r) => r * r + 1e-8),
          impliedVariances: Float64Array.from(drawn, (r) => Math.abs(r) + 1e-8),
        }
        try {
          const forecast = (VOLATILITY_MODELS[name] as VolatilityModel).fit(days, { steps }).forecast(days, steps)
          for (const variance of forecast) {
            expect(variance).toBeGreaterThan(0)
            expect(variance).toBeLessThan(Infinity)
          }
        } catch (error) {
          if (!(error instanceof PlimsollError)) throw error
        }
      }),
      { numRuns: 80 },
    )
  })
})

describe('withoutImplied', () => {
  it('default: log-HAR stands for log-HAR with implied volatility, in its place and once', () => {
    expect(withoutImplied(['gjrT', 'logHarImplied', 'ewma94'])).toEqual(['gjrT', 'logHar', 'ewma94'])
    expect(withoutImplied(['logHarImplied', 'logHar'])).toEqual(['logHar'])
    expect(withoutImplied(['logHar', 'ewma94', 'logHarImplied'])).toEqual(['logHar', 'ewma94'])
  })

  it('behavior: every model that is left reads bars alone', () => {
    expect(withoutImplied(NAMES).toSorted()).toEqual(BAR_VOLATILITY_MODELS.toSorted())
  })
})
