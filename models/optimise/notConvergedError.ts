import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A minimisation ended where the function still falls, or found no point at which it is defined. */
export class NotConvergedError extends PlimsollError {
  readonly code = 'NOT_CONVERGED'
  readonly iterations: number

  constructor({ what, iterations, reason }: { what: string; iterations: number; reason: string }) {
    super({
      shortMessage: `${what} did not converge within ${iterations} iterations: ${reason}.`,
      metaMessages: [
        'Look for outliers or long standstills in the series, give more observations, or use a simpler model (EWMA).',
      ],
    })
    this.iterations = iterations
  }
}
