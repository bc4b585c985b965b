import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A series has fewer observations than the estimator needs to mean anything. */
export class SeriesTooShortError extends PlimsollError {
  readonly code = 'SERIES_TOO_SHORT'
  readonly observations: number
  readonly required: number

  constructor({ what, observations, required }: { what: string; observations: number; required: number }) {
    super({
      shortMessage: `${what} has ${observations} observations; at least ${required} are needed.`,
      metaMessages: ['Use a source with a longer history, or leave the asset out until it has one.'],
    })
    this.observations = observations
    this.required = required
  }
}
