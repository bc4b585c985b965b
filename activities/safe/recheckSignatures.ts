import type { Address } from 'viem'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import type { OwnerSignature } from '../../proposals/safe/signatures.js'
import { OwnerRemoved } from './errors.js'
import { type SignatureContext, verifyOwnerSignature } from './verifyOwnerSignature.js'

/** A signature that counted once and does not any longer. */
export interface LostSignature {
  readonly owner: Address
  /** Stable code of why. */
  readonly code: string
  readonly reason: string
}

/** Collected signatures, divided by whether they still count. */
export interface RecheckedSignatures {
  readonly valid: readonly OwnerSignature[]
  readonly lost: readonly LostSignature[]
}

/**
 * Ask again which of the collected signatures count: owners may have been removed, and a Safe that is an owner may have changed its own.
 *
 * Reads: the contracts and approvals at the given block. Writes nothing.
 */
export async function recheckSignatures(
  context: SignatureContext,
  signatures: readonly OwnerSignature[],
): Promise<RecheckedSignatures> {
  const valid: OwnerSignature[] = []
  const lost: LostSignature[] = []
  for (const { owner, signature } of signatures) {
    try {
      if (!context.owners.includes(owner)) throw new OwnerRemoved(owner, context.round.safe)
      const verified = await verifyOwnerSignature(context, signature)
      if (verified.owner === owner) valid.push(verified)
      else lost.push({ owner, code: 'NOT_AN_OWNER', reason: `The signature kept for ${owner} is of ${verified.owner}.` })
    } catch (error) {
      if (!(error instanceof PlimsollError) || error.retryable) throw error
      lost.push({ owner, code: error.code, reason: error.shortMessage })
    }
  }
  return { valid, lost }
}
