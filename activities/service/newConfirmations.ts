import type { Address, Hex } from 'viem'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import type { OwnerSignature } from '../../proposals/safe/signatures.js'
import { sameHex } from '../../core/hex.js'
import { type SignatureContext, verifyOwnerSignature } from '../safe/verifyOwnerSignature.js'
import type { ServiceTransaction } from './serviceAnswers.js'

/** A confirmation that does not count. */
export interface RefusedConfirmation {
  /** Whose the service says that it is. */
  readonly claimed: Address
  readonly code: string
  readonly reason: string
}

/**
 * Take from the service's confirmations those that are new, each verified like a signature that was handed in: the owner that the service
 * names is not believed.
 *
 * @param known - owners whose signature is there already
 * @param seen - signatures that were refused before; those refused now are added
 */
export async function newConfirmations(
  context: SignatureContext,
  { transaction, known, seen }: { transaction: ServiceTransaction; known: readonly Address[]; seen: Set<Hex> },
): Promise<{ signatures: OwnerSignature[]; refused: RefusedConfirmation[] }> {
  const signatures: OwnerSignature[] = []
  const refused: RefusedConfirmation[] = []
  const has = (account: Address) =>
    known.some((owner) => sameHex(owner, account)) || signatures.some(({ owner }) => sameHex(owner, account))
  for (const { owner: claimed, signature } of transaction.confirmations ?? []) {
    if (has(claimed) || signature === null || seen.has(signature)) continue
    try {
      const verified = await verifyOwnerSignature(context, signature)
      if (!has(verified.owner)) signatures.push(verified)
    } catch (error) {
      if (!(error instanceof PlimsollError) || error.retryable) throw error
      seen.add(signature)
      refused.push({ claimed, code: error.code, reason: error.shortMessage })
    }
  }
  return { signatures, refused }
}

/** Tell whether any confirmation is of an owner whose signature is not there yet, by the service's word. */
export function hasNews(transaction: ServiceTransaction, known: readonly Address[], seen: ReadonlySet<Hex>): boolean {
  return (transaction.confirmations ?? []).some(
    ({ owner, signature }) => signature !== null && !seen.has(signature) && !known.some((other) => sameHex(other, owner)),
  )
}
