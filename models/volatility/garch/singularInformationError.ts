import { PlimsollError } from '../../../core/errors/plimsollError.js'

/** The likelihood is flat, or bends the wrong way, in some direction: parameters have no standard errors. */
export class SingularInformationError extends PlimsollError {
  readonly code = 'SINGULAR_INFORMATION'
  readonly kind: string

  constructor({ kind, parameters }: { kind: string; parameters: readonly string[] }) {
    super({
      shortMessage: `The ${kind} matrix of ${parameters.join(', ')} is not positive definite: the data do not tell them apart.`,
      metaMessages: [
        'Give more observations, or fit a model with fewer parameters; the estimates and forecasts themselves can be used.',
      ],
    })
    this.kind = kind
  }
}
