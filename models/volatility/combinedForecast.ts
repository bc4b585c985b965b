import { MisalignedSeriesError, SeriesTooShortError, SingularInformationError } from '../errors.js'
import { combinationWeights, combineForecasts, LEAST_WEIGHT_DAYS } from './combineForecasts.js'
import { scaleToReturns } from './fitLogHar.js'
import { readsImplied, VOLATILITY_MODELS, type VolatilityModelName } from './registry.js'
import type { FittedVolatility, VolatilityData } from './volatilityModel.js'
import { walkVariances } from './walkVariances.js'

/** Days between two fits while the models' past forecasts are made: their coefficients move slowly, and the weights hardly at all. */
const REFIT_DAYS = 63

const NONE = new Float64Array(0)

/** How models are combined: by what each lately lost, or all alike. */
export type CombinationWeights = 'discountedQlike' | 'equal'

/** What a combination is made from. */
export interface CombinationInput {
  /** n returns, ascending in time. */
  readonly returns: Float64Array
  /** n positive range variances of the same days, not yet scaled to the returns. */
  readonly ranges: Float64Array
  /** Positive implied variances of the last m <= n days; none by default. A model that reads them is fitted on those days. */
  readonly implied?: Float64Array
  /** At least one, none twice. */
  readonly models: readonly VolatilityModelName[]
  readonly weights: CombinationWeights
  /** Most days that a model is fitted on. */
  readonly windowDays: number
  /** Most days of past forecasts that weights are computed from. */
  readonly weightDays: number
  /** Draws from the distribution of the estimated parameters; 0 for none. */
  readonly draws: number
  readonly seed: number
}

/** The next day's variance by several models and together, in squared units of the returns. */
export interface CombinedForecast {
  readonly variance: number
  readonly models: readonly {
    readonly name: VolatilityModelName
    readonly variance: number
    readonly weight: number
    /** Whether its parameters are the same in every draw, since the data do not tell them apart and they have no covariance. */
    readonly isHeld: boolean
  }[]
  /** What the combination would be for each draw of the models' parameters; the weights are not drawn. */
  readonly draws: Float64Array
}

/**
 * Fit models to the last days, forecast the next one, and combine them by a weighted geometric mean.
 *
 * Weights come from a walk over the days before, in which every model forecasts what it could not know. Fewer than three weeks of
 * such days say nothing: then all weigh the same. A model without estimated parameters, or whose parameters the data do not tell apart, has the same value in every draw. All models are
 * weighed on the same days: where one reads implied variances, on days that it could have been fitted for.
 *
 * @throws {SeriesTooShortError} when a model needs more days, or more with an implied variance, than there are.
 * @throws {MisalignedSeriesError} when there are more implied variances than returns.
 * @throws {PlimsollError} what the models throw.
 */
export function combinedForecast(input: CombinationInput): CombinedForecast {
  const { returns, ranges, implied = NONE, models, windowDays, draws, seed } = input
  const required = mostDays(models)
  if (returns.length < required) {
    throw new SeriesTooShortError({ what: `The volatility of ${models.join(', ')}`, observations: returns.length, required })
  }
  if (implied.length > returns.length)
    throw new MisalignedSeriesError(`${implied.length} implied variances for ${returns.length} returns`)
  const readers = models.filter(readsImplied)
  if (implied.length < mostDays(readers)) {
    const what = `The implied volatility that ${readers.join(', ')} reads`
    throw new SeriesTooShortError({ what, observations: implied.length, required: mostDays(readers) })
  }
  const recent = returns.subarray(-windowDays)
  const recentRanges = ranges.subarray(-windowDays)
  const scale = scaleToReturns(recent, recentRanges)
  const bars = { returns: recent, variances: recentRanges.map((value) => value * scale) }
  const data = models.map((name) => (readsImplied(name) ? withImplied(bars, implied) : bars))
  const fits = models.map((name, k) => VOLATILITY_MODELS[name].fit(data[k] as VolatilityData))
  const variances = fits.map((fit, k) => fit.forecast(data[k] as VolatilityData)[0] as number)
  const weights = weightsOf(
    input,
    Math.min(returns.length - required, readers.length === 0 ? Infinity : implied.length - mostDays(readers)),
  )
  const drawn = fits.map((fit, k) => drawsOf(fit, data[k] as VolatilityData, { count: draws, seed: seed + k }))
  return {
    variance: combineForecasts({ variances, weights }),
    models: models.map((name, k) => ({
      name,
      variance: variances[k] as number,
      weight: weights[k] as number,
      isHeld: drawn[k] === 'held',
    })),
    draws: Float64Array.from({ length: draws }, (_, draw) =>
      combineForecasts({
        variances: variances.map((variance, k) => {
          const values = drawn[k] ?? null
          return values === null || values === 'held' ? variance : (values[draw] as number)
        }),
        weights,
      }),
    ),
  }
}

/** Draw a model's forecasts: null where nothing was estimated, `held` where the estimate has no covariance. */
function drawsOf(
  fit: FittedVolatility,
  data: VolatilityData,
  options: { readonly count: number; readonly seed: number },
): Float64Array | 'held' | null {
  if (options.count === 0 || fit.draws === undefined) return null
  try {
    return fit.draws(data, options)
  } catch (error) {
    if (!(error instanceof SingularInformationError)) throw error
    return 'held'
  }
}

/** Fewest days that all of the models can be fitted to; 0 for none. */
function mostDays(models: readonly VolatilityModelName[]): number {
  return Math.max(0, ...models.map((name) => VOLATILITY_MODELS[name].minimumDays))
}

/** Keep the days that have an implied variance. */
function withImplied(
  { returns, variances }: { readonly returns: Float64Array; readonly variances: Float64Array },
  implied: Float64Array,
): VolatilityData {
  const days = Math.min(returns.length, implied.length)
  const last = (values: Float64Array) => values.subarray(values.length - days)
  return { returns: last(returns), variances: last(variances), impliedVariances: last(implied) }
}

/** @param most - days before which every model could have been fitted. */
function weightsOf(
  { returns, ranges, implied = NONE, models, weights, windowDays, weightDays }: CombinationInput,
  most: number,
): Float64Array {
  const days = Math.min(weightDays, most)
  if (models.length === 1 || weights === 'equal' || days < LEAST_WEIGHT_DAYS) {
    return new Float64Array(models.length).fill(1 / models.length)
  }
  const window = Math.min(windowDays, returns.length - days)
  const { forecasts, proxies } = walkVariances({
    returns: returns.subarray(-window - days),
    ranges: ranges.subarray(-window - days),
    implied: implied.subarray(-window - days),
    models: Object.fromEntries(models.map((name) => [name, VOLATILITY_MODELS[name]])),
    window,
    refitDays: REFIT_DAYS,
  })
  return combinationWeights({ forecasts: models.map((name) => forecasts[name] as Float64Array), realised: proxies, days })
}
