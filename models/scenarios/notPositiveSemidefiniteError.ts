import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A matrix that should be a correlation matrix is none: no random vector has these correlations. */
export class NotPositiveSemidefiniteError extends PlimsollError {
  readonly code = 'NOT_POSITIVE_SEMIDEFINITE'
  readonly row: number
  readonly pivot: number

  constructor(row: number, pivot: number) {
    super({
      shortMessage: `The correlation matrix is not positive semidefinite: pivot ${row} is ${pivot}, and must not be below 0.`,
      metaMessages: ['Estimate all pairs on the same days, or project the matrix to the nearest correlation matrix.'],
    })
    this.row = row
    this.pivot = pivot
  }
}
