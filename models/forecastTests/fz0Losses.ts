import { DegenerateSeriesError } from '../returns/degenerateSeriesError.js'
import { checkShortfallSample, type ShortfallSample } from './shortfallSample.js'

/**
 * Score forecasts of value at risk and expected shortfall together; lower is better, and the true pair is best in expectation.
 *
 * With losses positive: I (-VaR - r) / (alpha ES) + VaR / ES + log ES - 1, I = 1 where r <= -VaR.
 *
 * @returns n losses; differences between models do not depend on the unit of returns, levels do.
 * @throws {DegenerateSeriesError} when a loss is too large for a float64.
 * @throws as `checkShortfallSample`.
 * @source Patton, Ziegel and Chen, Dynamic Semiparametric Models for Expected Shortfall (and Value-at-Risk), Journal of Econometrics 211
 * (2019), equation 6.
 */
export function fz0Losses(sample: ShortfallSample): Float64Array {
  checkShortfallSample(sample)
  const { returns, valueAtRisk, expectedShortfall, violationProbability } = sample
  const losses = Float64Array.from(returns, (r, t) => {
    const quantile = valueAtRisk[t] as number
    const shortfall = expectedShortfall[t] as number
    const beyond = Math.max(0, -quantile - r)
    return beyond / violationProbability / shortfall + quantile / shortfall + Math.log(shortfall) - 1
  })
  if (!losses.every(Number.isFinite)) throw new DegenerateSeriesError({ what: 'The FZ0 loss', reason: 'a ratio overflows' })
  return losses
}
