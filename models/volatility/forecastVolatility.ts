import type { BarSeries } from '../market/barSeries.js'
import type { ModelConfig } from '../policy/modelConfig.js'
import { logReturns } from '../returns/logReturns.js'
import { SeriesTooShortError } from '../returns/seriesTooShortError.js'
import { ewmaVolatility } from './ewmaVolatility.js'
import { LOG_HAR_MINIMUM_DAYS } from './fitLogHar.js'
import { logHar } from './logHar.js'
import { realisedVolatility } from './realisedVolatility.js'
import { varianceProxy } from './varianceProxy.js'

const REALISED_DAYS = 30

/** Volatility of one asset: standard deviations of the one-day log return, as fractions. */
export interface VolatilityForecast {
  /** Close to close over the last 30 days, not demeaned: what was, not a forecast; 0 where no price moved. */
  readonly realisedDaily: number
  /** EWMA of squared returns with `volatilityLambda`. */
  readonly ewmaDaily: number
  /** log-HAR on winsorised Garman-Klass scaled to return variance. */
  readonly logHarDaily: number
  /** Geometric mean of log-HAR and EWMA: the fast forecast. */
  readonly combinedDaily: number
  /** EWMA of squared returns with `tailLambda`: the slow forecast. */
  readonly slowDaily: number
  /** Daily returns in the series. */
  readonly observations: number
}

/**
 * Forecast the next day's volatility of one asset by three estimators and their combination.
 *
 * @param daily - n >= 121 daily bars in ascending time, as the quality stage leaves them.
 * @param config - reads volatilityLambda, tailLambda, harWindowDays and winsoriseMultiple.
 * @throws {SeriesTooShortError} when there are fewer than 121 bars.
 * @throws {InvalidSeriesValueError} when a price is not positive and finite.
 * @throws {DegenerateSeriesError} when no price moved within `harWindowDays`, or the regression has no variation to fit.
 */
export function forecastVolatility({ daily, config }: { daily: BarSeries; config: ModelConfig }): VolatilityForecast {
  const returns = logReturns(daily.close)
  const observations = returns.length
  if (observations < LOG_HAR_MINIMUM_DAYS) {
    const required = LOG_HAR_MINIMUM_DAYS + 1
    throw new SeriesTooShortError({ what: `${daily.asset}: the daily series`, observations: daily.close.length, required })
  }
  const days = Math.min(config.harWindowDays, observations)
  const variances = varianceProxy({ daily, returns, multiple: config.winsoriseMultiple, days })
  const logHarDaily = Math.sqrt(logHar({ variances, returns: returns.subarray(-days) }).variance)
  const ewmaDaily = ewmaVolatility(returns, config.volatilityLambda)
  const slowDaily = ewmaVolatility(returns, config.tailLambda)
  const realisedDaily = realisedVolatility(returns, REALISED_DAYS)
  const combinedDaily = Math.sqrt(logHarDaily * ewmaDaily)
  return { realisedDaily, ewmaDaily, logHarDaily, combinedDaily, slowDaily, observations }
}
