import { InvalidParameterError } from '../returns/invalidParameterError.js'
import { filteredHistoricalTail } from './filteredHistoricalTail.js'
import { historicalTail } from './historicalTail.js'
import type { TailModel, TailSample } from './tailModel.js'

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
