import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A value of a series is not a number that the estimator can take (NaN, infinite, a price of zero or less). */
export class InvalidSeriesValueError extends PlimsollError {
  readonly code = 'INVALID_SERIES_VALUE'
  readonly index: number
  readonly value: number

  constructor({ what, index, value, demand }: { what: string; index: number; value: number; demand: string }) {
    super({
      shortMessage: `${what}: value ${value} at index ${index} must be ${demand}.`,
      metaMessages: ['Correct or remove the row in the source.'],
    })
    this.index = index
    this.value = value
  }
}
