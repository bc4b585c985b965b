import { fitLogHar, forecastLogHar, type LogHarDays } from './fitLogHar.js'

/** One-day-ahead forecast of the heterogeneous autoregression in logarithms. */
export interface LogHarForecast {
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
