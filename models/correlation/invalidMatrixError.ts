import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A matrix is not square, not symmetric, or holds a value that no approximate correlation matrix can hold. */
export class InvalidMatrixError extends PlimsollError {
  readonly code = 'INVALID_MATRIX'

  constructor(reason: string) {
    super({
      shortMessage: `The matrix cannot be read: ${reason}.`,
      metaMessages: ['Give as many rows as columns, equal numbers on both sides of the diagonal, all finite.'],
    })
  }
}
