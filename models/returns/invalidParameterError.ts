import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A constant of an estimator is outside the range in which its formula holds. */
export class InvalidParameterError extends PlimsollError {
  readonly code = 'INVALID_PARAMETER'
  readonly parameter: string
  readonly value: number

  constructor({ parameter, value, demand }: { parameter: string; value: number; demand: string }) {
    super({
      shortMessage: `${parameter} is ${value}; it must be ${demand}.`,
      metaMessages: [`Set ${parameter} within that range.`],
    })
    this.parameter = parameter
    this.value = value
  }
}
