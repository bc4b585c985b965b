import { PlimsollError } from '../../core/errors/plimsollError.js'
import type { BarSeries } from '../data/barSeries.js'
import type { ImpliedVolatility } from '../data/impliedSeries.js'
import { logReturns } from '../data/logReturns.js'
import type { DrawConfig } from '../statistics/drawConfig.js'
import type { VolatilityConfig } from './volatilityConfig.js'
import { combinedForecast, type CombinedForecast } from './combinedForecast.js'
import { ewmaVolatility } from './ewma.js'
import { rangeVariances, realisedVolatility } from './realisedEstimators.js'
import { readsImplied, type VolatilityModelName, withoutImplied } from './registry.js'

const REALISED_DAYS = 30
const YEAR_DAYS = 365

/** Volatility of one asset: standard deviations of the one-day log return, as fractions. */
export interface VolatilityForecast {
  /** Close to close over the last 30 days, not demeaned: what was, not a forecast; 0 where no price moved. */
  readonly realisedDaily: number
  /** The fast forecast: the configured models, combined. */
  readonly combinedDaily: number
  /** Each model's own forecast and its weight in the combination; a held one is the same in every draw, having no covariance. */
  readonly models: readonly {
    readonly name: VolatilityModelName
    readonly daily: number
    readonly weight: number
    readonly isHeld: boolean
  }[]
  /** EWMA of squared returns with `tailLambda`: the slow forecast. */
  readonly slowDaily: number
  /** The fast forecast under draws of the models' parameters, `bandDraws` of them. */
  readonly combinedDraws: Float64Array
  /** Daily returns in the series. */
  readonly observations: number
  /** What became of implied volatility; null where no configured model reads it. */
  readonly implied: ImpliedUse | null
}

/** Whether implied volatility is in a forecast, or why it is not. */
export type ImpliedUse =
  | {
      readonly isUsed: true
      readonly source: string
      readonly horizonDays: number
      /** Its newest value: an annualised (365 days) standard deviation, as a fraction. */
      readonly annual: number
      /** Days that models were fitted on together with it. */
      readonly days: number
      /** What the combination would be without it: a standard deviation of the one-day log return. */
      readonly withoutDaily: number
    }
  | { readonly isUsed: false; readonly because: string }

/**
 * Forecast the next day's volatility of one asset by the configured models and their combination.
 *
 * Where implied volatility is missing, too short or refused by a model that reads it, that model is replaced by the one without, by name in
 * `implied`: it never keeps an asset from being forecast.
 *
 * @param daily - n daily bars in ascending time, as the quality stage leaves them; more than the hungriest model needs.
 * @param implied - implied volatility of the last of them, as the quality stage leaves it.
 * @param config - reads the keys named volatility..., tailLambda, winsoriseMultiple, bandDraws and seed.
 * @throws {SeriesTooShortError} when there are fewer bars than that.
 * @throws {InvalidSeriesValueError} when a price is not positive and finite.
 * @throws {DegenerateSeriesError} when no price moved within `volatilityWindowDays`, or a model has no variation to fit.
 * @throws {PlimsollError} what the configured models throw besides.
 */
export function forecastVolatility({
  daily,
  implied,
  config,
}: {
  daily: BarSeries
  implied?: ImpliedVolatility | undefined
  config: VolatilityConfig & DrawConfig & { readonly tailLambda: number }
}): VolatilityForecast {
  const returns = logReturns(daily.close)
  const bars = {
    returns,
    ranges: rangeVariances(daily, config.winsoriseMultiple).subarray(1),
    weights: config.volatilityWeights,
    windowDays: config.volatilityWindowDays,
    weightDays: config.volatilityWeightDays,
    draws: config.bandDraws,
    seed: config.seed,
  }
  const { combined, use } = combine(bars, config.volatilityModels, implied)
  const { variance, models, draws } = combined
  return {
    realisedDaily: realisedVolatility(returns, REALISED_DAYS),
    combinedDaily: Math.sqrt(variance),
    models: models.map(({ variance, ...model }) => ({ ...model, daily: Math.sqrt(variance) })),
    slowDaily: ewmaVolatility(returns, config.tailLambda),
    combinedDraws: draws.map(Math.sqrt),
    observations: returns.length,
    implied: use,
  }
}

type Bars = Omit<Parameters<typeof combinedForecast>[0], 'models' | 'implied'>

function combine(
  bars: Bars,
  models: readonly VolatilityModelName[],
  implied: ImpliedVolatility | undefined,
): { combined: CombinedForecast; use: ImpliedUse | null } {
  if (!models.some(readsImplied)) return { combined: combinedForecast({ ...bars, models }), use: null }
  const plain = withoutImplied(models)
  const without = (because: string) => ({
    combined: combinedForecast({ ...bars, models: plain }),
    use: { isUsed: false, because } as const,
  })
  if (implied === undefined) return without('the market data hold none that is fit to be used')
  const { source, horizonDays } = implied
  // The first bar has no return.
  const annual = implied.annual.slice(-bars.returns.length)
  try {
    const combined = combinedForecast({ ...bars, implied: Float64Array.from(annual, (value) => value ** 2 / YEAR_DAYS), models })
    const { variance } = combinedForecast({ ...bars, draws: 0, models: plain })
    const use = {
      isUsed: true,
      source,
      horizonDays,
      annual: annual.at(-1) as number,
      days: Math.min(annual.length, bars.windowDays),
      withoutDaily: Math.sqrt(variance),
    } as const
    return { combined, use }
  } catch (error) {
    if (!(error instanceof PlimsollError)) throw error
    return without(error.shortMessage.replace(/\.$/, ''))
  }
}
