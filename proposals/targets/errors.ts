import { PlimsollError } from '../../core/errors/plimsollError.js'
import type { Call } from '../call.js'

/** A call is none that the target makes: another contract, another function, or bytes that do not encode back. */
export class NotATargetCall extends PlimsollError {
  readonly code = 'NOT_A_TARGET_CALL'
  readonly kind = 'failed'
  readonly call: Call
  readonly why: string

  constructor(call: Call, why: string) {
    super({
      shortMessage: `The call to ${call.to} with selector ${call.data.slice(0, 10)} is none that the target makes: ${why}.`,
      metaMessages: ['Do not sign it. Draft the proposal again from the recommendation.'],
    })
    this.call = call
    this.why = why
  }
}

/** A contract that the target needs is not among the contracts resolved from the chain. */
export class MissingTargetContract extends PlimsollError {
  readonly code = 'MISSING_TARGET_CONTRACT'
  readonly kind = 'configuration'

  constructor(name: string) {
    super({
      shortMessage: `The target's contract "${name}" was not resolved.`,
      metaMessages: ["Run the target's contractsPlan and pass on what it gives."],
    })
  }
}
