import { DegenerateSeriesError, InvalidParameterError } from '../errors.js'
import { normalDensity, normalQuantile } from '../statistics/normal.js'
import { quantile } from '../statistics/quantile.js'
import { requireFinite, requireProbability } from '../statistics/require.js'
import { cornishFisher } from './cornishFisher.js'
import { historicalShortfall } from './historicalShortfall.js'
import { peaksOverThreshold, TAIL_FRACTION } from './peaksOverThreshold.js'
import { fitStudentT, studentTTail } from './studentTTail.js'
import type { TailEstimator, TailModel, TailSample } from './tailModel.js'
import { scaledTail, standardisedResiduals } from './tailSample.js'

/** Every tail estimator by name. A new one is one file and one line here. */
export const tailEstimators = {
  historical: ({ returns, history = returns }) => historicalTail({ returns: history }),
  filteredHistorical: (sample) => filteredHistoricalTail(sample),
  blended: (sample, { filteredWeight } = {}) => blendedTail(sample, filteredWeight),
  normal: (sample) => scaledTail(normalTail(), standardisedResiduals(sample, 1).volatility),
  studentT(sample) {
    const { residuals, volatility } = standardisedResiduals(sample, 10)
    return scaledTail(studentTTail(fitStudentT(residuals)), volatility)
  },
  cornishFisher: (sample) => cornishFisherTail(sample),
  peaksOverThreshold: ({ returns, history = returns }, { tailFraction } = {}) => peaksOverThreshold(history, tailFraction),
  mcNeilFrey: (sample, { tailFraction } = {}) => mcNeilFrey(sample, tailFraction),
} as const satisfies Record<string, TailEstimator>

/** Name of a tail estimator. */
export type TailEstimatorName = keyof typeof tailEstimators

/**
 * Read the tail off all returns, whatever the volatility of their day (historical simulation).
 *
 * @throws {SeriesTooShortError} when there is no return.
 * @throws {InvalidSeriesValueError} when a return is not finite.
 */
export function historicalTail({ returns }: Pick<TailSample, 'returns'>): TailModel {
  requireFinite('Returns', returns)
  return {
    valueAtRisk(p) {
      requireProbability('p', p)
      return -quantile(returns, 1 - p)
    },
    expectedShortfall: (p) => historicalShortfall(returns, p),
  }
}

/**
 * Read the tail off standardised residuals and scale it to today's volatility (filtered historical simulation).
 *
 * @throws as `standardisedResiduals`, for no return.
 * @source Barone-Adesi, Giannopoulos and Vosper, VaR without Correlations for Portfolios of Derivative Securities, Journal of Futures
 * Markets 19 (1999).
 */
export function filteredHistoricalTail(sample: TailSample): TailModel {
  const { residuals, volatility } = standardisedResiduals(sample, 1)
  return scaledTail(historicalTail({ returns: residuals }), volatility)
}

/**
 * Mix filtered historical simulation with the long-run tail of all returns, against thresholds that follow volatility too closely.
 *
 * @param filteredWeight - share of the filtered losses, from 0 to 1; the rest is the long-run tail.
 * @throws {InvalidParameterError} when the weight is outside [0, 1].
 * @throws as `standardisedResiduals`, for no return.
 */
export function blendedTail(sample: TailSample, filteredWeight = 0.5): TailModel {
  if (!(filteredWeight >= 0 && filteredWeight <= 1)) {
    throw new InvalidParameterError({ parameter: 'filteredWeight', value: filteredWeight, demand: 'from 0 to 1' })
  }
  const filtered = filteredHistoricalTail(sample)
  const longRun = historicalTail({ returns: sample.history ?? sample.returns })
  const blend = (a: number, b: number) => filteredWeight * a + (1 - filteredWeight) * b
  return {
    valueAtRisk: (p) => blend(filtered.valueAtRisk(p), longRun.valueAtRisk(p)),
    expectedShortfall: (p) => blend(filtered.expectedShortfall(p), longRun.expectedShortfall(p)),
  }
}

/**
 * Give the tail of the standard normal distribution.
 *
 * @source McNeil, Frey and Embrechts, Quantitative Risk Management, 2nd ed. (2015), example 2.14.
 * @example normalTail().expectedShortfall(0.975) // 2.337802792201…
 */
export function normalTail(): TailModel {
  return {
    valueAtRisk: (p) => -normalQuantile(1 - checked(p)),
    expectedShortfall: (p) => normalDensity(normalQuantile(1 - checked(p))) / (1 - p),
  }
}

function checked(p: number): number {
  requireProbability('p', p)
  return p
}

/**
 * Fit peaks over a threshold to standardised residuals and scale them to today's volatility.
 *
 * @param tailFraction - share of residuals in the tail, in (0, 1).
 * @throws as `standardisedResiduals` and `peaksOverThreshold`.
 * @source McNeil and Frey, Estimation of Tail-Related Risk Measures for Heteroscedastic Financial Time Series, Journal of Empirical
 * Finance 7 (2000).
 */
export function mcNeilFrey(sample: TailSample, tailFraction = TAIL_FRACTION): TailModel {
  const { residuals, volatility } = standardisedResiduals(sample, 1)
  return scaledTail(peaksOverThreshold(residuals, tailFraction), volatility)
}

/**
 * Fit a Cornish-Fisher tail to standardised residuals: their mean, deviation, skewness and kurtosis, scaled to today's volatility.
 *
 * @throws {DegenerateSeriesError} when the residuals do not vary.
 * @throws as `standardisedResiduals`, for fewer than four returns; by the model, as `cornishFisher`.
 */
export function cornishFisherTail(sample: TailSample): TailModel {
  const { residuals, volatility } = standardisedResiduals(sample, 4)
  const n = residuals.length
  // Divided by the largest: fourth powers neither overflow nor vanish.
  const largest = residuals.reduce((most, z) => Math.max(most, Math.abs(z)), 0)
  const unit = largest === 0 ? 1 : largest
  const mean = residuals.reduce((sum, z) => sum + z / unit, 0) / n
  const moment = (power: number) => residuals.reduce((sum, z) => sum + (z / unit - mean) ** power, 0) / n
  const variance = moment(2)
  if (!(Math.sqrt(variance) > 1e-12)) {
    throw new DegenerateSeriesError({ what: 'The Cornish-Fisher tail', reason: 'the residuals do not vary' })
  }
  const shape = cornishFisher(moment(3) / variance ** 1.5, moment(4) / variance ** 2 - 3)
  const deviation = Math.sqrt(variance)
  const residualLoss = (loss: number) => unit * (deviation * loss - mean)
  return scaledTail(
    {
      valueAtRisk: (p) => residualLoss(shape.valueAtRisk(p)),
      expectedShortfall: (p) => residualLoss(shape.expectedShortfall(p)),
    },
    volatility,
  )
}
