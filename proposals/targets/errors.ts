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

/** A call of the protocol sets several parameters at once, and the changes leave one of them out. */
export class IncompleteChange extends PlimsollError {
  readonly code = 'INCOMPLETE_CHANGE'
  readonly kind = 'failed'

  constructor(subject: string, missing: string, together: readonly string[]) {
    super({
      shortMessage: `The change of ${subject} does not say what ${missing} becomes.`,
      metaMessages: [
        `The protocol sets ${together.join(', ')} in one call. Name each of them; one that stays has its present value.`,
      ],
    })
  }
}

/** A proposal names a target that this build does not have. */
export class UnknownTarget extends PlimsollError {
  readonly code = 'UNKNOWN_TARGET'
  readonly kind = 'failed'

  constructor(kind: string, known: readonly string[]) {
    super({
      shortMessage: `There is no target "${kind}".`,
      metaMessages: [`This build has: ${known.join(', ')}. Read the proposal with the build that drafted it.`],
    })
  }
}
