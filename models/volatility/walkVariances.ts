import { InvalidParameterError, MisalignedSeriesError } from '../errors.js'
import { requireFinite, requirePositive, requireSameLength } from '../statistics/require.js'
import { scaleToReturns } from './fitLogHar.js'
import type { FittedVolatility, VolatilityModel } from './volatilityModel.js'

/** One walk of variance models over a history. */
export interface VarianceWalkInput {
  /** n returns, ascending in time. */
  readonly returns: Float64Array
  /** n positive daily variances from prices within the day, before they are scaled to the returns. */
  readonly ranges: Float64Array
  /** Positive implied variances of the last m <= n days, for models that read them: they see what there is of each window. */
  readonly implied?: Float64Array
  /** Models by name, all walked over the same days. */
  readonly models: Readonly<Record<string, VolatilityModel>>
  /** Days that a model is fitted on, below n: the last ones before each forecast. */
  readonly window: number
  /** Days between two fits. */
  readonly refitDays: number
}

/** Forecasts of the days from `window` on, and what they are held against. */
export interface VarianceWalk {
  /** By model: n - window variances, element k made before day window + k. */
  readonly forecasts: Readonly<Record<string, Float64Array>>
  /** n - window variance proxies: the day's range variance times the scale of the training days. */
  readonly proxies: Float64Array
}

/**
 * Forecast each day's variance from the days before it alone, by models that are refitted now and then.
 *
 * Each fit sees the `window` days before it; range variances are scaled to the mean squared return of those days, and the proxy that
 * the next `refitDays` forecasts are judged by has the same scale. Between two fits a model forecasts from the window that ends the day
 * before.
 *
 * @throws {MisalignedSeriesError} when the columns differ in length, or there are more implied variances than returns.
 * @throws {InvalidSeriesValueError} when a return is not finite or a range variance not positive and finite.
 * @throws {InvalidParameterError} when the window leaves no day to forecast, or refitDays is no positive whole number.
 * @throws {DegenerateSeriesError} when no price moved within a window.
 * @throws {PlimsollError} what the models throw.
 */
export function walkVariances({
  returns,
  ranges,
  implied = new Float64Array(0),
  models,
  window,
  refitDays,
}: VarianceWalkInput): VarianceWalk {
  requireSameLength({ returns, ranges })
  if (implied.length > returns.length)
    throw new MisalignedSeriesError(`${implied.length} implied variances for ${returns.length} returns`)
  requireFinite('Returns', returns)
  requirePositive('Range variances', ranges)
  const n = returns.length
  const whole = (parameter: string, value: number, most: number) => {
    if (!(Number.isInteger(value) && value >= 1 && value <= most)) {
      throw new InvalidParameterError({ parameter, value, demand: `a whole number from 1 to ${most}` })
    }
  }
  whole('window', window, n - 1)
  whole('refitDays', refitDays, Number.MAX_SAFE_INTEGER)
  const proxies = new Float64Array(n - window)
  const forecasts = Object.fromEntries(Object.keys(models).map((name) => [name, new Float64Array(n - window)]))
  const fits = new Map<string, FittedVolatility>()
  for (let start = window; start < n; start += refitDays) {
    const scale = scaleToReturns(returns.subarray(start - window, start), ranges.subarray(start - window, start))
    const scaled = ranges.subarray(start - window, Math.min(n, start + refitDays)).map((value) => value * scale)
    const barsFrom = (first: number, day: number) => ({
      returns: returns.subarray(first, day),
      variances: scaled.subarray(first - (start - window), day - (start - window)),
    })
    const dataAt = (day: number, { reads }: VolatilityModel) => {
      if (!reads.some((what) => what === 'impliedVariances')) return barsFrom(day - window, day)
      const first = Math.min(day, Math.max(day - window, n - implied.length))
      const known = n - implied.length
      return { ...barsFrom(first, day), impliedVariances: implied.subarray(first - known, day - known) }
    }
    for (const [name, model] of Object.entries(models)) {
      const previous = fits.get(name)
      const fit = model.fit(dataAt(start, model), previous === undefined ? {} : { previous })
      fits.set(name, fit)
      const column = forecasts[name] as Float64Array
      for (let day = start; day < Math.min(n, start + refitDays); day++) {
        column[day - window] = fit.forecast(dataAt(day, model))[0] as number
      }
    }
    for (let day = start; day < Math.min(n, start + refitDays); day++) {
      proxies[day - window] = scaled[day - start + window] as number
    }
  }
  return { forecasts, proxies }
}
