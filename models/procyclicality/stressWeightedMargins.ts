import { InvalidParameterError } from '../returns/invalidParameterError.js'
import { requirePositive } from '../returns/requirePositive.js'

/**
 * Give stressed observations a fixed weight beside the current ones (EMIR's second tool): (1 - weight) margin + weight stressed margin.
 *
 * @param margins - n >= 1 calculated margins, positive, ascending in time.
 * @param stressedMargin - margin of the stressed period, positive and finite.
 * @param weight - from 0 to 1; the regulation asks for at least 25 %.
 * @throws {SeriesTooShortError} when there is no margin.
 * @throws {InvalidSeriesValueError} when a margin is not positive and finite.
 * @throws {InvalidParameterError} when the stressed margin or the weight is outside its range.
 * @source Commission Delegated Regulation (EU) No 153/2013, article 28(1)(b). Departure: the weight mixes two margins, where the text weights
 * observations in the lookback period.
 */
export function stressWeightedMargins(margins: ArrayLike<number>, stressedMargin: number, weight = 0.25): Float64Array {
  if (!(weight >= 0 && weight <= 1))
    throw new InvalidParameterError({ parameter: 'weight', value: weight, demand: 'from 0 to 1' })
  if (!(stressedMargin > 0 && stressedMargin < Infinity)) {
    throw new InvalidParameterError({ parameter: 'stressedMargin', value: stressedMargin, demand: 'positive and finite' })
  }
  requirePositive('Margins', margins)
  return Float64Array.from(margins, (margin) => (1 - weight) * margin + weight * stressedMargin)
}
