import type { TailConfig } from './tailConfig.js'
import { filteredHistoricalTail, historicalTail, tailEstimators } from './tailEstimators.js'
import type { TailModel, TailSample } from './tailModel.js'
import { tailSample } from './tailSample.js'

/** The loss that a threshold must survive, three ways: log losses over `horizonHours`, as fractions, never negative. */
export interface TailLoss {
  /** By the configured estimator: what the threshold is computed from. */
  readonly logLoss: number
  /** Filtered historical simulation: the quantile of standardised returns times the present slow volatility. */
  readonly filteredLogLoss: number
  /** Quantile of all returns, whatever the volatility of their day. */
  readonly longRunLogLoss: number
  /** Daily returns in the long-run quantile; the filtered one has `SEED_DAYS` fewer. */
  readonly observations: number
}

/**
 * Estimate the quantile of the loss over the horizon by the configured estimator; by default filtered historical simulation blended with
 * the long-run quantile.
 *
 * The filter is the EWMA volatility at each return's start, over all history after the first `SEED_DAYS` returns, whose mean square
 * starts it; today's volatility multiplies a filtered quantile back.
 *
 * @param closes - n daily closes in ascending time, n >= max(minimumDays, 121).
 * @param config - reads minimumDays, horizonHours and the keys named tail...
 * @throws what {@link tailSample} and the configured estimator throw.
 * @source Barone-Adesi, Giannopoulos and Vosper, VaR without Correlations for Portfolios of Derivative Securities, Journal of Futures
 * Markets 19 (1999); the blend with the long-run quantile is this project's, against procyclical thresholds.
 * @example
 * import { modelConfigSchema, tailLoss } from 'plimsoll/models'
 *
 * const closes = Array.from({ length: 800 }, (_, day) => 2_000 + 100 * Math.sin(day) + 50 * Math.sin(day / 7))
 * const { logLoss, observations } = tailLoss({ closes, config: modelConfigSchema.parse({}) })
 * observations // 799
 * logLoss.toFixed(3) // '0.050'
 */
export function tailLoss({ closes, config }: { closes: ArrayLike<number>; config: TailConfig }): TailLoss {
  return tailLossOf(tailSample({ closes, config }), config)
}

/** Estimate the loss as `tailLoss` does, on a sample that is laid out already. */
export function tailLossOf(sample: ReturnType<typeof tailSample>, config: TailConfig): TailLoss {
  const loss = (model: TailModel) => lossOverHorizon(model, config.tailProbability, config.horizonHours)
  return {
    logLoss: loss(configuredTail(sample, config)),
    filteredLogLoss: loss(filteredHistoricalTail(sample)),
    longRunLogLoss: loss(historicalTail({ returns: sample.history })),
    observations: sample.history.length,
  }
}

/** Fit the tail that the configuration names. */
export function configuredTail(sample: TailSample, config: Pick<TailConfig, 'tailEstimator' | 'tailFilteredWeight'>): TailModel {
  return tailEstimators[config.tailEstimator](sample, { filteredWeight: config.tailFilteredWeight })
}

/**
 * Read a loss off a daily tail, for a horizon in hours.
 *
 * Departure: the history is daily, so a horizon of other than 24 hours is scaled by sqrt(hours / 24), which understates the tail of shorter
 * horizons where returns jump.
 */
export function lossOverHorizon(model: TailModel, probability: number, horizonHours: number): number {
  return Math.max(0, model.valueAtRisk(probability)) * Math.sqrt(horizonHours / 24)
}
