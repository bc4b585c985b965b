import { DegenerateSeriesError } from '../returns/degenerateSeriesError.js'
import { InvalidSeriesValueError } from '../returns/invalidSeriesValueError.js'
import { MisalignedSeriesError } from '../returns/misalignedSeriesError.js'
import { SeriesTooShortError } from '../returns/seriesTooShortError.js'
import { linearRegression } from './linearRegression.js'

const WEEK = 5
const MONTH = 22

/** Fewest days that the regression is fitted on: 98 rows for its five coefficients. */
export const LOG_HAR_MINIMUM_DAYS = 120

/** One-day-ahead forecast of the heterogeneous autoregression in logarithms. */
export interface LogHarForecast {
  /** Forecast variance of the next day, in the units of the input. */
  readonly variance: number
  readonly intercept: number
  /** Loadings on the log variance of the last day, the mean of 5 and of 22 days, and on min(return, 0). */
  readonly coefficients: readonly number[]
  /** Variance of the log forecast error, s^2 of the back-transformation. */
  readonly residualVariance: number
  /** Rows of the regression. */
  readonly observations: number
  /** Whether the forecast left the range of the fitted days and was held at its edge. */
  readonly isLimited: boolean
}

/**
 * Forecast the next day's variance by a log-HAR regression with a leverage term.
 *
 * ln v(t) is fitted on ln v(t-1), the logarithms of the mean v over the last 5 and 22 days, and min(r(t-1), 0), over all rows given; the
 * forecast is back-transformed with exp(m + s^2 / 2), the mean of a log-normal. A forecast outside the range of the fitted days is held
 * at that range's edge, so that a regressor far outside its history cannot carry the forecast away.
 *
 * @param variances - n >= 120 positive daily variances, ascending in time, without gaps.
 * @param returns - the n log returns of the same days, as fractions.
 * @throws {MisalignedSeriesError} when the lengths differ.
 * @throws {SeriesTooShortError} when there are fewer than `LOG_HAR_MINIMUM_DAYS` days.
 * @throws {InvalidSeriesValueError} when a variance is not positive and finite or a return not finite.
 * @throws {DegenerateSeriesError} when the variances are constant.
 * @source Corsi, A Simple Approximate Long-Memory Model of Realized Volatility, Journal of Financial Econometrics 7 (2009); the leverage
 * term after Corsi and Reno (2012); the range limit after Bollerslev, Patton and Quaedvlieg, Exploiting the Errors (2016), section 3.2,
 * who put the sample mean in place of such a forecast: here the edge, which errs toward the side the forecast pointed to.
 */
export function logHar({ variances, returns }: { variances: Float64Array; returns: Float64Array }): LogHarForecast {
  const n = variances.length
  if (returns.length !== n) throw new MisalignedSeriesError(`${n} variances and ${returns.length} returns`)
  if (n < LOG_HAR_MINIMUM_DAYS) {
    throw new SeriesTooShortError({ what: 'The log-HAR regression', observations: n, required: LOG_HAR_MINIMUM_DAYS })
  }
  const { lowest, highest } = rangeOf(variances)
  const bad = returns.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) {
    throw new InvalidSeriesValueError({
      what: 'Returns of the log-HAR regression',
      index: bad,
      value: returns[bad] as number,
      demand: 'finite',
    })
  }
  if (lowest === highest) {
    throw new DegenerateSeriesError({ what: 'The log-HAR regression', reason: `all ${n} variances are ${lowest}` })
  }
  const rows = n - MONTH
  const y = variances.subarray(MONTH).map(Math.log)
  const columns = [0, 1, 2, 3].map(() => new Float64Array(rows))
  for (let row = 0; row < rows; row++) {
    const x = regressors(variances, returns, MONTH + row)
    for (let k = 0; k < columns.length; k++) (columns[k] as Float64Array)[row] = x[k] as number
  }
  const { intercept, coefficients, residualVariance, observations } = linearRegression({ columns, y })
  const last = regressors(variances, returns, n)
  const logMean = coefficients.reduce((sum, b, k) => sum + b * (last[k] as number), intercept)
  const forecast = Math.exp(logMean + residualVariance / 2)
  const variance = Math.min(highest, Math.max(lowest, forecast))
  return { variance, intercept, coefficients, residualVariance, observations, isLimited: variance !== forecast }
}

function regressors(variances: Float64Array, returns: Float64Array, t: number): [number, number, number, number] {
  return [
    Math.log(variances[t - 1] as number),
    Math.log(meanBefore(variances, t, WEEK)),
    Math.log(meanBefore(variances, t, MONTH)),
    Math.min(returns[t - 1] as number, 0),
  ]
}

function meanBefore(values: Float64Array, t: number, days: number): number {
  let sum = 0
  for (let i = t - days; i < t; i++) sum += (values[i] as number) / days
  return sum
}

function rangeOf(variances: Float64Array): { lowest: number; highest: number } {
  let lowest = Infinity
  let highest = 0
  for (let index = 0; index < variances.length; index++) {
    const value = variances[index] as number
    if (!(value > 0 && value < Infinity)) {
      throw new InvalidSeriesValueError({
        what: 'Variances of the log-HAR regression',
        index,
        value,
        demand: 'positive and finite',
      })
    }
    lowest = Math.min(lowest, value)
    highest = Math.max(highest, value)
  }
  return { lowest, highest }
}
