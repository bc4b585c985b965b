import { SeriesTooShortError } from '../returns/seriesTooShortError.js'
import { combinationWeights, LEAST_WEIGHT_DAYS } from './combinationWeights.js'
import { combineForecasts } from './combineForecasts.js'
import { VOLATILITY_MODELS, type VolatilityModelName } from './registry.js'
import { scaleToReturns } from './scaleToReturns.js'
import { walkVariances } from './walkVariances.js'

/** Days between two fits while the models' past forecasts are made: their coefficients move slowly, and the weights hardly at all. */
const REFIT_DAYS = 63

/** How models are combined: by what each lately lost, or all alike. */
export type CombinationWeights = 'discountedQlike' | 'equal'

/** What a combination is made from. */
export interface CombinationInput {
  /** n returns, ascending in time. */
  readonly returns: Float64Array
  /** n positive range variances of the same days, not yet scaled to the returns. */
  readonly ranges: Float64Array
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
  readonly models: readonly { readonly name: VolatilityModelName; readonly variance: number; readonly weight: number }[]
  /** What the combination would be for each draw of the models' parameters; the weights are not drawn. */
  readonly draws: Float64Array
}

/**
 * Fit models to the last days, forecast the next one, and combine them by a weighted geometric mean.
 *
 * Weights come from a walk over the days before, in which every model forecasts what it could not know. Fewer than three weeks of
 * such days say nothing: then all weigh the same. A model without estimated parameters has the same value in every draw.
 *
 * @throws {SeriesTooShortError} when a model needs more days than there are.
 * @throws {PlimsollError} what the models throw.
 */
export function combinedForecast(input: CombinationInput): CombinedForecast {
  const { returns, ranges, models, windowDays, draws, seed } = input
  const required = Math.max(...models.map((name) => VOLATILITY_MODELS[name].minimumDays))
  if (returns.length < required) {
    throw new SeriesTooShortError({ what: `The volatility of ${models.join(', ')}`, observations: returns.length, required })
  }
  const recent = returns.subarray(-windowDays)
  const recentRanges = ranges.subarray(-windowDays)
  const scale = scaleToReturns(recent, recentRanges)
  const data = { returns: recent, variances: recentRanges.map((value) => value * scale) }
  const fits = models.map((name) => VOLATILITY_MODELS[name].fit(data))
  const variances = fits.map((fit) => fit.forecast(data)[0] as number)
  const weights = weightsOf(input, required)
  const drawn = fits.map((fit, k) =>
    draws === 0 || fit.draws === undefined ? null : fit.draws(data, { count: draws, seed: seed + k }),
  )
  return {
    variance: combineForecasts({ variances, weights }),
    models: models.map((name, k) => ({ name, variance: variances[k] as number, weight: weights[k] as number })),
    draws: Float64Array.from({ length: draws }, (_, draw) =>
      combineForecasts({ variances: variances.map((variance, k) => drawn[k]?.[draw] ?? variance), weights }),
    ),
  }
}

function weightsOf(
  { returns, ranges, models, weights, windowDays, weightDays }: CombinationInput,
  required: number,
): Float64Array {
  const days = Math.min(weightDays, returns.length - required)
  if (models.length === 1 || weights === 'equal' || days < LEAST_WEIGHT_DAYS) {
    return new Float64Array(models.length).fill(1 / models.length)
  }
  const window = Math.min(windowDays, returns.length - days)
  const { forecasts, proxies } = walkVariances({
    returns: returns.subarray(-window - days),
    ranges: ranges.subarray(-window - days),
    models: Object.fromEntries(models.map((name) => [name, VOLATILITY_MODELS[name]])),
    window,
    refitDays: REFIT_DAYS,
  })
  return combinationWeights({ forecasts: models.map((name) => forecasts[name] as Float64Array), realised: proxies, days })
}
