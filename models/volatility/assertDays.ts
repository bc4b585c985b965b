import { InvalidParameterError } from '../returns/invalidParameterError.js'
import { InvalidSeriesValueError } from '../returns/invalidSeriesValueError.js'
import { SeriesTooShortError } from '../returns/seriesTooShortError.js'

/**
 * Check the returns of a model that has nothing to fit.
 *
 * @throws {SeriesTooShortError} when there are fewer than `required`.
 * @throws {InvalidSeriesValueError} when a return's square is not finite.
 */
export function assertReturns(what: string, returns: Float64Array, required: number): void {
  const n = returns.length
  if (n < required) throw new SeriesTooShortError({ what, observations: n, required })
  for (let index = 0; index < n; index++) {
    const value = returns[index] as number
    if (!(value * value < Infinity)) {
      throw new InvalidSeriesValueError({ what: `Returns of ${what}`, index, value, demand: 'finite, and so its square' })
    }
  }
}

/**
 * Check the number of steps of a forecast.
 *
 * @throws {InvalidParameterError} when steps is not a whole number from 1 to `most`.
 */
export function assertSteps(steps: number, most = Infinity): void {
  if (!(Number.isInteger(steps) && steps >= 1 && steps <= most)) {
    const demand = most === Infinity ? 'a positive whole number' : `a whole number from 1 to ${most}, the steps of the fit`
    throw new InvalidParameterError({ parameter: 'steps', value: steps, demand })
  }
}
