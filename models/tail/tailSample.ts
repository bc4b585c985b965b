import { logReturns } from '../data/logReturns.js'
import { DegenerateSeriesError, InvalidParameterError, MisalignedSeriesError, SeriesTooShortError } from '../errors.js'
import { meanSquare } from '../statistics/meanSquare.js'
import { requireFinite, requirePositive } from '../statistics/require.js'
import { ewmaVariance, SEED_DAYS } from '../volatility/ewma.js'
import type { TailModel, TailSample } from './tailModel.js'

/**
 * Lay out what the policy's tail is estimated on: all returns, and those after the first `SEED_DAYS` beside their slow volatility.
 *
 * @param closes - n daily closes in ascending time, n >= max(minimumDays, 121).
 * @param config - reads minimumDays and tailLambda.
 * @returns n - 1 returns as the history, n - 61 of them with one volatility more.
 * @throws {SeriesTooShortError} when there are fewer closes than that.
 * @throws {InvalidSeriesValueError} when a close is not positive and finite.
 * @throws {DegenerateSeriesError} when the closes stand still for so long that the volatility is zero.
 */
export function tailSample({
  closes,
  config,
}: {
  closes: ArrayLike<number>
  config: { readonly minimumDays: number; readonly tailLambda: number }
}): TailSample & { readonly returns: Float64Array; readonly volatilities: Float64Array; readonly history: Float64Array } {
  const required = Math.max(config.minimumDays, 2 * SEED_DAYS + 1)
  if (closes.length < required) {
    throw new SeriesTooShortError({ what: 'The tail model', observations: closes.length, required })
  }
  const history = logReturns(closes)
  const returns = history.subarray(SEED_DAYS)
  const initialVariance = meanSquare(history.subarray(0, SEED_DAYS))
  const volatilities = ewmaVariance({ returns, lambda: config.tailLambda, initialVariance }).map(Math.sqrt)
  if (!volatilities.every((volatility) => volatility > 0)) {
    throw new DegenerateSeriesError({ what: 'The tail loss', reason: 'the closes stand still and the volatility is zero' })
  }
  return { returns, volatilities, history }
}

/**
 * Turn the tail of standardised residuals into that of returns: every loss times today's volatility.
 *
 * @throws {InvalidParameterError} when the volatility is not positive and finite; by the model, when a loss is too large for a float64.
 */
export function scaledTail(residuals: TailModel, volatility: number): TailModel {
  const demand = 'positive and finite'
  if (!(volatility > 0 && volatility < Infinity)) {
    throw new InvalidParameterError({ parameter: 'volatility', value: volatility, demand })
  }
  const scaled = (loss: number) => {
    const value = loss * volatility
    if (!Number.isFinite(value)) {
      throw new InvalidParameterError({ parameter: 'volatility', value: volatility, demand: 'such that the loss is finite' })
    }
    return value
  }
  return {
    valueAtRisk: (p) => scaled(residuals.valueAtRisk(p)),
    expectedShortfall: (p) => scaled(residuals.expectedShortfall(p)),
  }
}

/** Returns in units of the volatility known before them, and today's forecast. */
interface StandardisedResiduals {
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
