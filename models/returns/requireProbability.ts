import { InvalidParameterError } from './invalidParameterError.js'

/**
 * Check that a number is a probability strictly between 0 and 1.
 *
 * @throws {InvalidParameterError} when it is not.
 */
export function requireProbability(parameter: string, value: number): void {
  if (!(value > 0 && value < 1)) throw new InvalidParameterError({ parameter, value, demand: 'strictly between 0 and 1' })
}
