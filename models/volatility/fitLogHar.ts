import {
  DegenerateSeriesError,
  InvalidParameterError,
  InvalidSeriesValueError,
  MisalignedSeriesError,
  SeriesTooShortError,
} from '../errors.js'
import { meanSquare } from '../statistics/meanSquare.js'
import { linearRegression } from '../statistics/linearRegression.js'

const WEEK = 5
const MONTH = 22

/** Fewest days that the regression is fitted on: 98 rows for its five or six coefficients. */
export const LOG_HAR_MINIMUM_DAYS = 120

/** Days that the regression reads. */
export interface LogHarDays {
  /** n positive daily variances, ascending in time, without gaps. */
  readonly variances: Float64Array
  /** The n log returns of the same days, as fractions. */
  readonly returns: Float64Array
  /** Implied variances known at the end of the same days, where options are quoted: positive, of any horizon and unit. */
  readonly impliedVariances?: Float64Array
}

/** A fitted log-HAR regression. */
export interface LogHarFit {
  readonly intercept: number
  /** Loadings on the log variance of the last day, the mean of 5 and of 22 days, min(return, 0) and, where given, log implied variance. */
  readonly coefficients: readonly number[]
  /** Variance of the log forecast error, s^2 of the back-transformation. */
  readonly residualVariance: number
  /** Rows of the regression. */
  readonly observations: number
  /** Days ahead that it forecasts. */
  readonly horizonDays: number
  /** Smallest and largest variance of the fitted days, between which forecasts are held. */
  readonly lowest: number
  readonly highest: number
}

/**
 * Fit the log-HAR regression of one day's variance on what was known `horizonDays` before it ended.
 *
 * @param days - n >= 120 days.
 * @param horizonDays - 1 for the next day; k fits the k-th day ahead directly, not by iteration.
 * @throws {MisalignedSeriesError} when the lengths differ.
 * @throws {SeriesTooShortError} when there are fewer than `LOG_HAR_MINIMUM_DAYS` days, and one more for each day of horizon beyond one.
 * @throws {InvalidSeriesValueError} when a variance is not positive and finite or a return not finite.
 * @throws {InvalidParameterError} when horizonDays is not a positive whole number.
 * @throws {DegenerateSeriesError} when the variances are constant.
 * @source Corsi, A Simple Approximate Long-Memory Model of Realized Volatility, Journal of Financial Econometrics 7 (2009); the leverage
 * term after Corsi and Reno (2012); implied variance after Busch, Christensen and Nielsen, The Role of Implied Volatility in Forecasting
 * Future Realized Volatility and Jumps, Journal of Econometrics 160 (2011).
 */
export function fitLogHar(days: LogHarDays, horizonDays = 1): LogHarFit {
  const { lowest, highest } = checkDays(days, horizonDays)
  const { columns, y } = logHarRows(days, horizonDays)
  const { intercept, coefficients, residualVariance, observations } = linearRegression({ columns, y })
  return { intercept, coefficients, residualVariance, observations, horizonDays, lowest, highest }
}

/**
 * Forecast by a fitted log-HAR regression from the last 22 of the days given.
 *
 * @returns the forecast variance, back-transformed with exp(m + s^2 / 2), and whether it was held at the edge of the fitted days.
 * @throws {SeriesTooShortError} when there are fewer than 22 days.
 * @throws {MisalignedSeriesError} when the lengths differ, or implied variances are missing that the fit has, or given that it has not.
 * @throws {InvalidSeriesValueError} when a value that is read is not positive and finite (a return: not finite).
 */
export function forecastLogHar(fit: LogHarFit, days: LogHarDays): { variance: number; isLimited: boolean } {
  const n = days.variances.length
  if (n < MONTH) throw new SeriesTooShortError({ what: 'The log-HAR forecast', observations: n, required: MONTH })
  checkLengths(days)
  const x = logHarRegressors(days, n)
  if (x.length !== fit.coefficients.length) {
    throw new MisalignedSeriesError(
      `${x.length} regressors for a fit on ${fit.coefficients.length}: implied variances on one side`,
    )
  }
  const logMean = fit.coefficients.reduce((sum, b, k) => sum + b * (x[k] as number), fit.intercept)
  if (!Number.isFinite(logMean)) {
    const index = n - 1
    const value = days.variances[index] as number
    throw new InvalidSeriesValueError({
      what: 'The last 22 days of the log-HAR forecast',
      index,
      value,
      demand: 'positive and finite',
    })
  }
  const forecast = Math.exp(logMean + fit.residualVariance / 2)
  const variance = Math.min(fit.highest, Math.max(fit.lowest, forecast))
  return { variance, isLimited: variance !== forecast }
}

/** Lay out the rows of the regression: one column a regressor, and the log variances that they explain. */
export function logHarRows(days: LogHarDays, horizonDays: number): { columns: Float64Array[]; y: Float64Array } {
  const rows = days.variances.length - MONTH - horizonDays + 1
  const y = days.variances.subarray(MONTH + horizonDays - 1).map(Math.log)
  const columns = Array.from({ length: days.impliedVariances === undefined ? 4 : 5 }, () => new Float64Array(rows))
  for (let row = 0; row < rows; row++) {
    const x = logHarRegressors(days, MONTH + row)
    for (let k = 0; k < columns.length; k++) (columns[k] as Float64Array)[row] = x[k] as number
  }
  return { columns, y }
}

/** Compute the regressors that are known after `t` days. */
export function logHarRegressors({ variances, returns, impliedVariances }: LogHarDays, t: number): number[] {
  const x = [
    Math.log(variances[t - 1] as number),
    Math.log(meanBefore(variances, t, WEEK)),
    Math.log(meanBefore(variances, t, MONTH)),
    Math.min(returns[t - 1] as number, 0),
  ]
  if (impliedVariances !== undefined) x.push(Math.log(impliedVariances[t - 1] as number))
  return x
}

function meanBefore(values: Float64Array, t: number, days: number): number {
  let sum = 0
  for (let i = t - days; i < t; i++) sum += (values[i] as number) / days
  return sum
}

function checkLengths({ variances, returns, impliedVariances }: LogHarDays): void {
  const n = variances.length
  if (returns.length !== n) throw new MisalignedSeriesError(`${n} variances and ${returns.length} returns`)
  if (impliedVariances !== undefined && impliedVariances.length !== n) {
    throw new MisalignedSeriesError(`${n} variances and ${impliedVariances.length} implied variances`)
  }
}

function checkDays(days: LogHarDays, horizonDays: number): { lowest: number; highest: number } {
  const n = days.variances.length
  checkLengths(days)
  if (!(Number.isInteger(horizonDays) && horizonDays > 0)) {
    throw new InvalidParameterError({ parameter: 'horizonDays', value: horizonDays, demand: 'a positive whole number' })
  }
  const required = LOG_HAR_MINIMUM_DAYS + horizonDays - 1
  if (n < required) throw new SeriesTooShortError({ what: 'The log-HAR regression', observations: n, required })
  const { lowest, highest } = rangeOf(days.variances, 'Variances of the log-HAR regression')
  if (days.impliedVariances !== undefined) rangeOf(days.impliedVariances, 'Implied variances of the log-HAR regression')
  const bad = days.returns.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) {
    throw new InvalidSeriesValueError({
      what: 'Returns of the log-HAR regression',
      index: bad,
      value: days.returns[bad] as number,
      demand: 'finite',
    })
  }
  if (lowest === highest) {
    throw new DegenerateSeriesError({ what: 'The log-HAR regression', reason: `all ${n} variances are ${lowest}` })
  }
  return { lowest, highest }
}

function rangeOf(values: Float64Array, what: string): { lowest: number; highest: number } {
  let lowest = Infinity
  let highest = 0
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number
    if (!(value > 0 && value < Infinity)) {
      throw new InvalidSeriesValueError({ what, index, value, demand: 'positive and finite' })
    }
    lowest = Math.min(lowest, value)
    highest = Math.max(highest, value)
  }
  return { lowest, highest }
}

/** One-day-ahead forecast of the heterogeneous autoregression in logarithms. */
interface LogHarForecast {
  /** Forecast variance of the next day, in the units of the input. */
  readonly variance: number
  readonly intercept: number
  /** Loadings on the log variance of the last day, the mean of 5 and of 22 days, min(return, 0) and, where given, log implied variance. */
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
 * ln v(t) is fitted on ln v(t-1), the logarithms of the mean v over the last 5 and 22 days, min(r(t-1), 0) and, where given, the log of
 * implied variance, over all rows given; the
 * forecast is back-transformed with exp(m + s^2 / 2), the mean of a log-normal. A forecast outside the range of the fitted days is held
 * at that range's edge, so that a regressor far outside its history cannot carry the forecast away.
 *
 * @param days - n >= 120 days; the forecast is of the day after the last.
 * @throws {MisalignedSeriesError} when the lengths differ.
 * @throws {SeriesTooShortError} when there are fewer than `LOG_HAR_MINIMUM_DAYS` days.
 * @throws {InvalidSeriesValueError} when a variance is not positive and finite or a return not finite.
 * @throws {DegenerateSeriesError} when the variances are constant.
 * @source Corsi, A Simple Approximate Long-Memory Model of Realized Volatility, Journal of Financial Econometrics 7 (2009); the leverage
 * term after Corsi and Reno (2012); the range limit after Bollerslev, Patton and Quaedvlieg, Exploiting the Errors (2016), section 3.2,
 * who put the sample mean in place of such a forecast: here the edge, which errs toward the side the forecast pointed to.
 */
export function logHar(days: LogHarDays): LogHarForecast {
  const fit = fitLogHar(days)
  const { intercept, coefficients, residualVariance, observations } = fit
  return { ...forecastLogHar(fit, days), intercept, coefficients, residualVariance, observations }
}

/**
 * Compute the factor mean(r^2) / mean(range variance) that puts back what happens between close and open.
 *
 * @param returns - the days' returns.
 * @param ranges - as many positive range variances of the same days.
 * @throws {DegenerateSeriesError} when no price moved in those days, or the factor is too large for a float64.
 */
export function scaleToReturns(returns: Float64Array, ranges: Float64Array): number {
  const scale = meanSquare(returns) / (ranges.reduce((sum, value) => sum + value, 0) / ranges.length)
  if (!(scale > 0 && scale < Infinity)) {
    throw new DegenerateSeriesError({
      what: 'The daily variance',
      reason: `no close differs from the one before in ${returns.length} days`,
    })
  }
  return scale
}
