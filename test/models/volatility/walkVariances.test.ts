import { describe, expect, it } from '@jest/globals'
import { logReturns } from '../../../models/data/logReturns.js'
import { DegenerateSeriesError, InvalidParameterError, MisalignedSeriesError } from '../../../models/errors.js'
import { garmanKlass } from '../../../models/volatility/realisedEstimators.js'
import { VOLATILITY_MODELS } from '../../../models/volatility/registry.js'
import { walkVariances } from '../../../models/volatility/walkVariances.js'
import { dailySeries } from '../../support/dailySeries.js'
import { expectClose } from '../../support/expectClose.js'
import fc from '../../support/fastCheck.js'
import { hostileColumn, hostilePositiveColumn } from '../../support/hostileNumbers.js'
import { orTyped } from '../../support/orTyped.js'

const series = dailySeries({ days: 421 })
const returns = logReturns(series.close)
const ranges = garmanKlass(series)
  .subarray(1)
  .map((value) => Math.max(1e-6, value))
const { ewma94, gjrT, logHar } = VOLATILITY_MODELS
const walk = { returns, ranges, models: { ewma94, gjrT, logHar }, window: 300, refitDays: 21 }

describe('walkVariances', () => {
  it('default: every model forecasts every day after the window', () => {
    const { forecasts, proxies } = walkVariances(walk)
    for (const column of [proxies, ...Object.values(forecasts)]) {
      expect(column).toHaveLength(120)
      expect(column.every((value) => value > 0 && value < Infinity)).toBe(true)
    }
    const first = { returns: returns.subarray(0, 300) }
    expect(forecasts.ewma94?.[0]).toBe(ewma94.fit(first).forecast(first)[0])
  })

  it('behavior: a proxy has the scale of the days that the model was fitted on', () => {
    const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length
    const scale = mean(returns.subarray(21, 321).map((r) => r * r)) / mean(ranges.subarray(21, 321))
    expectClose(walkVariances(walk).proxies[30] as number, scale * (ranges[330] as number), 1e-12)
  })

  it('behavior: nothing that comes later changes a forecast', () => {
    const whole = walkVariances(walk).forecasts
    for (const days of [301, 350, 364]) {
      const wild = (values: Float64Array) => values.map((value, t) => (t < days ? value : 1e3 * (t + 1)))
      const { forecasts } = walkVariances({ ...walk, returns: wild(returns), ranges: wild(ranges) })
      for (const [name, column] of Object.entries(forecasts)) {
        // Day `days` itself is forecast from the days before it, all of them tame.
        expect(column.subarray(0, days - 300 + 1)).toEqual(whole[name]?.subarray(0, days - 300 + 1))
      }
    }
  })

  it('behavior: a model that reads implied variances sees those of the days of its window, and nothing later', () => {
    const { logHarImplied } = VOLATILITY_MODELS
    // Of the last 270 days: 150 before the first day that is forecast.
    const implied = ranges.subarray(-270).map((value, t) => value * (1.5 + Math.sin(t)))
    const given = { ...walk, models: { logHarImplied, logHar }, implied }
    const { forecasts, proxies } = walkVariances(given)
    expect(forecasts.logHar).toEqual(walkVariances(walk).forecasts.logHar)
    const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length
    const scale = mean(returns.subarray(0, 300).map((r) => r * r)) / mean(ranges.subarray(0, 300))
    const first = {
      returns: returns.subarray(150, 300),
      variances: ranges.subarray(150, 300).map((value) => value * scale),
      impliedVariances: implied.subarray(0, 150),
    }
    expect(forecasts.logHarImplied?.[0]).toBe(logHarImplied.fit(first).forecast(first)[0])
    for (const days of [301, 350, 364]) {
      const wild = implied.map((value, t) => (150 + t < days ? value : 1e3 * (t + 1)))
      const changed = walkVariances({ ...given, implied: wild }).forecasts.logHarImplied
      expect(changed?.subarray(0, days - 300 + 1)).toEqual(forecasts.logHarImplied?.subarray(0, days - 300 + 1))
      expect(changed?.subarray(days - 300 + 1)).not.toEqual(forecasts.logHarImplied?.subarray(days - 300 + 1))
    }
    expect(proxies).toEqual(walkVariances(walk).proxies)
  })

  it('error: an implied variance for too few days, for more than there are, or none', () => {
    const { logHarImplied } = VOLATILITY_MODELS
    const models = { logHarImplied }
    const code = (input: object) => () => walkVariances({ ...walk, models, ...input })
    expect(code({})).toThrow(expect.objectContaining({ code: 'SERIES_TOO_SHORT' }))
    expect(code({ implied: ranges.subarray(-239) })).toThrow(expect.objectContaining({ code: 'SERIES_TOO_SHORT' }))
    expect(code({ implied: new Float64Array(421).fill(1) })).toThrow(MisalignedSeriesError)
  })

  it('error: InvalidParameterError, MisalignedSeriesError, DegenerateSeriesError', () => {
    expect(() => walkVariances({ ...walk, window: 420 })).toThrow(InvalidParameterError)
    expect(() => walkVariances({ ...walk, refitDays: 0 })).toThrow(InvalidParameterError)
    expect(() => walkVariances({ ...walk, ranges: ranges.subarray(1) })).toThrow(MisalignedSeriesError)
    expect(() => walkVariances({ ...walk, returns: new Float64Array(420) })).toThrow(DegenerateSeriesError)
  })
})

describe('walkVariances on anything', () => {
  it('property: positive finite variances, or a typed error', () => {
    const length = { minLength: 125, maxLength: 150 }
    fc.assert(
      fc.property(
        hostileColumn(length),
        hostilePositiveColumn(length),
        fc.integer({ min: 0, max: 160 }),
        (values, variances, window) => {
          const n = Math.min(values.length, variances.length)
          const walked = orTyped(() =>
            walkVariances({
              returns: Float64Array.from(values.slice(0, n)),
              ranges: Float64Array.from(variances.slice(0, n)),
              models: { ewma94, logHar },
              window,
              refitDays: 9,
            }),
          )
          for (const column of walked === null ? [] : [walked.proxies, ...Object.values(walked.forecasts)]) {
            for (const value of column) expect(value > 0 && Number.isFinite(value)).toBe(true)
          }
        },
      ),
    )
  })
})
