import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A recommendation moves nothing, so there is nothing to propose. */
export class NothingToPropose extends PlimsollError {
  readonly code = 'NOTHING_TO_PROPOSE'

  constructor(market: string) {
    super({
      shortMessage: `The recommendation for ${market} changes no parameter.`,
      metaMessages: ['Draft a proposal only where the recommendation has changes.'],
    })
  }
}

/** The parts of a proposal are not about one market on one chain. */
export class MismatchedProposalParts extends PlimsollError {
  readonly code = 'MISMATCHED_PROPOSAL_PARTS'

  constructor(what: string, values: readonly (string | number)[]) {
    super({
      shortMessage: `The parts of the proposal differ in ${what}: ${values.join(', ')}.`,
      metaMessages: ['Draft it from the configuration, state and recommendation of one run.'],
    })
  }
}
