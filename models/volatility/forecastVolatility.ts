import type { BarSeries } from '../market/barSeries.js'
import type { ModelConfig } from '../policy/modelConfig.js'
import { logReturns } from '../returns/logReturns.js'
import { combinedForecast } from './combinedForecast.js'
import { ewmaVolatility } from './ewmaVolatility.js'
import { rangeVariances } from './rangeVariances.js'
import { realisedVolatility } from './realisedVolatility.js'
import type { VolatilityModelName } from './registry.js'

const REALISED_DAYS = 30

/** Volatility of one asset: standard deviations of the one-day log return, as fractions. */
export interface VolatilityForecast {
  /** Close to close over the last 30 days, not demeaned: what was, not a forecast; 0 where no price moved. */
  readonly realisedDaily: number
  /** The fast forecast: the configured models, combined. */
  readonly combinedDaily: number
  /** Each model's own forecast and its weight in the combination. */
  readonly models: readonly { readonly name: VolatilityModelName; readonly daily: number; readonly weight: number }[]
  /** EWMA of squared returns with `tailLambda`: the slow forecast. */
  readonly slowDaily: number
  /** The fast forecast under draws of the models' parameters, `bandDraws` of them. */
  readonly combinedDraws: Float64Array
  /** Daily returns in the series. */
  readonly observations: number
}

/**
 * Forecast the next day's volatility of one asset by the configured models and their combination.
 *
 * @param daily - n daily bars in ascending time, as the quality stage leaves them; more than the hungriest model needs.
 * @param config - reads the keys named volatility..., tailLambda, winsoriseMultiple, bandDraws and seed.
 * @throws {SeriesTooShortError} when there are fewer bars than that.
 * @throws {InvalidSeriesValueError} when a price is not positive and finite.
 * @throws {DegenerateSeriesError} when no price moved within `volatilityWindowDays`, or a model has no variation to fit.
 * @throws {PlimsollError} what the configured models throw besides.
 */
export function forecastVolatility({ daily, config }: { daily: BarSeries; config: ModelConfig }): VolatilityForecast {
  const returns = logReturns(daily.close)
  const { variance, models, draws } = combinedForecast({
    returns,
    ranges: rangeVariances(daily, config.winsoriseMultiple).subarray(1),
    models: config.volatilityModels,
    weights: config.volatilityWeights,
    windowDays: config.volatilityWindowDays,
    weightDays: config.volatilityWeightDays,
    draws: config.bandDraws,
    seed: config.seed,
  })
  return {
    realisedDaily: realisedVolatility(returns, REALISED_DAYS),
    combinedDaily: Math.sqrt(variance),
    models: models.map(({ name, variance, weight }) => ({ name, daily: Math.sqrt(variance), weight })),
    slowDaily: ewmaVolatility(returns, config.tailLambda),
    combinedDraws: draws.map(Math.sqrt),
    observations: returns.length,
  }
}
