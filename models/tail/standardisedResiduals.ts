import { DegenerateSeriesError } from '../returns/degenerateSeriesError.js'
import { MisalignedSeriesError } from '../returns/misalignedSeriesError.js'
import { requireFinite } from '../returns/requireFinite.js'
import { requirePositive } from '../returns/requirePositive.js'
import type { TailSample } from './tailModel.js'

/** Returns in units of the volatility known before them, and today's forecast. */
export interface StandardisedResiduals {
  /** n residuals, ascending in time. */
  readonly residuals: Float64Array
  /** Forecast volatility of the next period. */
  readonly volatility: number
}

/**
 * Divide each return by the volatility that was known before it.
 *
 * @throws {SeriesTooShortError} when there are fewer than `required` returns.
 * @throws {MisalignedSeriesError} when there is not one volatility more than returns.
 * @throws {InvalidSeriesValueError} when a return is not finite or a volatility not positive and finite.
 * @throws {DegenerateSeriesError} when a residual is too large for a float64.
 */
export function standardisedResiduals({ returns, volatilities }: TailSample, required: number): StandardisedResiduals {
  requireFinite('Returns', returns, required)
  if (volatilities.length !== returns.length + 1) {
    throw new MisalignedSeriesError(`${returns.length} returns need one volatility more, and there are ${volatilities.length}`)
  }
  requirePositive('Volatilities', volatilities)
  const residuals = new Float64Array(returns.length)
  for (let t = 0; t < returns.length; t++) residuals[t] = (returns[t] as number) / (volatilities[t] as number)
  if (!residuals.every(Number.isFinite)) {
    throw new DegenerateSeriesError({ what: 'The residuals', reason: 'a return is too large beside its volatility' })
  }
  return { residuals, volatility: volatilities[returns.length] as number }
}
