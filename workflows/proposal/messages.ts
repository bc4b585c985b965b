import { defineQuery, defineUpdate } from '@temporalio/workflow'
import type { DecisionMessage } from '../../proposals/decision.js'
import type { Proposal } from '../../proposals/proposal.js'
import type { SigningRound } from '../../proposals/routes/signingRound.js'
import type { SignatureInput } from '../../proposals/safe/signatures.js'
import type { ProposalView } from '../../proposals/proposalView.js'

/** An owner's signature over the Safe transaction of a round. */
export interface SignRequest {
  readonly purpose: SigningRound['purpose']
  /** The hash that the owner saw; it must be the round's. */
  readonly safeTxHash: `0x${string}`
  /** Bytes (65 of an account, or a contract's that stand alone), or the owner with what the chain confirms. */
  readonly signature: SignatureInput
}

/** What the signer gets back. */
export interface SignReceipt {
  readonly owner: `0x${string}`
  readonly collected: number
  readonly threshold: number
}

/** A signed decision against a proposal. */
export interface RejectRequest {
  readonly decision: DecisionMessage
  readonly signature: `0x${string}`
}

/** Hand in an owner's signature. Fails with the code of what is wrong with it. */
export const signUpdate = defineUpdate<SignReceipt, [SignRequest]>('sign')

/** Decide against the proposal: the rejection of its nonce is offered for signing at once. */
export const rejectUpdate = defineUpdate<{ readonly by: `0x${string}` }, [RejectRequest]>('reject')

/** Where the proposal is. */
export const viewQuery = defineQuery<ProposalView>('view')

/** The proposal itself: bytes, ids and hashes. */
export const proposalQuery = defineQuery<Proposal>('proposal')
