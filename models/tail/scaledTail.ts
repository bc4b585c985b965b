import { InvalidParameterError } from '../returns/invalidParameterError.js'
import type { TailModel } from './tailModel.js'

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
