import { DegenerateSeriesError } from '../returns/degenerateSeriesError.js'
import { cornishFisher } from './cornishFisher.js'
import { scaledTail } from './scaledTail.js'
import { standardisedResiduals } from './standardisedResiduals.js'
import type { TailModel, TailSample } from './tailModel.js'

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
