import type { ModelConfig } from '../policy/modelConfig.js'
import { DegenerateSeriesError } from '../returns/degenerateSeriesError.js'
import { logReturns } from '../returns/logReturns.js'
import { meanSquare } from '../returns/meanSquare.js'
import { SeriesTooShortError } from '../returns/seriesTooShortError.js'
import { ewmaVariance } from '../volatility/ewmaVariance.js'
import { SEED_DAYS } from '../volatility/seedDays.js'
import { quantile } from './quantile.js'

/** The loss that a threshold must survive, three ways: log losses over `horizonHours`, as fractions, never negative. */
export interface TailLoss {
  /** Filtered historical simulation: the quantile of standardised returns times the present slow volatility. */
  readonly filteredLogLoss: number
  /** Quantile of all returns, whatever the volatility of their day. */
  readonly longRunLogLoss: number
  /** `tailFilteredWeight` of the filtered loss and the rest of the long-run loss. */
  readonly blendedLogLoss: number
  /** Daily returns in the long-run quantile; the filtered one has `SEED_DAYS` fewer. */
  readonly observations: number
}

/**
 * Estimate the quantile of the loss over the horizon by filtered historical simulation blended with the long-run quantile.
 *
 * Each return is divided by the EWMA volatility at its start, over all history after the first `SEED_DAYS` returns, whose mean square
 * starts the filter; today's volatility multiplies the quantile back. Departure: the history is daily, so a horizon of other than 24
 * hours is scaled by sqrt(hours / 24), which understates the tail of shorter horizons where returns jump.
 *
 * @param closes - n daily closes in ascending time, n >= max(minimumDays, 121).
 * @param config - reads minimumDays, horizonHours, tailProbability, tailLambda and tailFilteredWeight.
 * @throws {SeriesTooShortError} when there are fewer closes than that.
 * @throws {InvalidSeriesValueError} when a close is not positive and finite.
 * @throws {DegenerateSeriesError} when the closes stand still for so long that the volatility is zero.
 * @source Barone-Adesi, Giannopoulos and Vosper, VaR without Correlations for Portfolios of Derivative Securities, Journal of Futures
 * Markets 19 (1999); the blend with the long-run quantile is this project's, against procyclical thresholds.
 */
export function tailLoss({ closes, config }: { closes: ArrayLike<number>; config: ModelConfig }): TailLoss {
  const required = Math.max(config.minimumDays, 2 * SEED_DAYS + 1)
  if (closes.length < required) {
    throw new SeriesTooShortError({ what: 'The tail model', observations: closes.length, required })
  }
  const returns = logReturns(closes)
  const filtered = returns.subarray(SEED_DAYS)
  const initialVariance = meanSquare(returns.subarray(0, SEED_DAYS))
  const variances = ewmaVariance({ returns: filtered, lambda: config.tailLambda, initialVariance })
  const residuals = filtered.map((r, t) => r / Math.sqrt(variances[t] as number))
  const present = Math.sqrt(variances[filtered.length] as number)
  if (!residuals.every(Number.isFinite) || present === 0) {
    throw new DegenerateSeriesError({ what: 'The tail loss', reason: 'the closes stand still and the volatility is zero' })
  }
  const level = 1 - config.tailProbability
  const horizon = Math.sqrt(config.horizonHours / 24)
  const filteredLogLoss = Math.max(0, -quantile(residuals, level) * present * horizon)
  const longRunLogLoss = Math.max(0, -quantile(returns, level) * horizon)
  const weight = config.tailFilteredWeight
  const blendedLogLoss = weight * filteredLogLoss + (1 - weight) * longRunLogLoss
  return { filteredLogLoss, longRunLogLoss, blendedLogLoss, observations: returns.length }
}
