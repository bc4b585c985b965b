import { InvalidParameterError } from '../errors.js'
import type { CorrelationModel } from './correlationModel.js'

/** Make a model whose forecast is one matrix for every horizon. */
export function staticCorrelation(matrix: readonly Float64Array[]): CorrelationModel {
  return {
    forecast(steps = 1) {
      requireSteps(steps)
      return matrix.map((row) => row.slice())
    },
  }
}

/**
 * Check a number of periods ahead.
 *
 * @throws {InvalidParameterError} when it is not a whole number of at least 1.
 */
export function requireSteps(steps: number): void {
  if (!(Number.isSafeInteger(steps) && steps >= 1)) {
    throw new InvalidParameterError({ parameter: 'steps', value: steps, demand: 'a whole number of at least 1' })
  }
}
