/** Every state of a proposal, with what it means to a reader. */
export const PROPOSAL_STATES = {
  drafted: 'Calls, ids and hashes are fixed; the checks run.',
  awaitingSignatures: 'Owners of the Safe can sign.',
  scheduled: 'The chain holds it; its delay, vote or approvals are not over.',
  executable: 'The delay is over; the change can be executed.',
  executed: 'The chain executed the change.',
  ending: 'It is to end, and can still be executed until the chain says otherwise.',
  verified: 'The chain shows the new values.',
  rejected: 'Owners rejected it; its nonce is spent.',
  expired: 'Its time to live passed, and its bytes are dead.',
  superseded: 'Something else took its place on the chain.',
  vetoed: 'An account that may cancel it did so.',
  drifted: 'The chain or the market moved away from what was reviewed, and its bytes are dead.',
  failed: 'A check, a transaction or the verification failed; the reason is given.',
} as const

/** @see PROPOSAL_STATES */
export type ProposalState = keyof typeof PROPOSAL_STATES

const FINAL: readonly ProposalState[] = ['verified', 'rejected', 'expired', 'superseded', 'vetoed', 'drifted', 'failed']

/**
 * Tell whether a state is an end.
 * @example
 * import { isFinal } from 'plimsoll/proposals'
 *
 * isFinal('verified') // true
 * isFinal('ending') // false
 */
export function isFinal(state: ProposalState): boolean {
  return FINAL.includes(state)
}
