import type { Address } from 'viem'
import type { SigningRound } from '../../proposals/routes/signingRound.js'
import { safeTypedData } from '../../proposals/safe/safeTypedData.js'
import { sameHex } from '../../core/hex.js'
import { askService, tellService } from './askService.js'
import type { SafeService } from './safeService.js'
import { serviceDelegatesSchema } from './serviceAnswers.js'
import { DelegateIsOwner, DelegateNotRegistered, ServiceLostTransaction } from './errors.js'
import { readServiceTransaction } from './serviceTransaction.js'

const MAX_REGISTRATIONS = 200

/**
 * Offer a round to the owners through the Transaction Service, under the delegate's key, and see that it is there.
 *
 * Idempotent: what is there already and shown is left alone, and posting the same hash again is an upsert.
 *
 * @param owners - the Safe's owners as the chain has them
 * @param origin - at most 200 characters
 * @returns whether it was there before
 * @throws {DelegateIsOwner} {DelegateNotRegistered} when the delegate may not or must not propose
 * @throws {ServiceAnsweredOtherHash} {ServiceLostTransaction} when the service does not hold what was offered
 * @throws whatever `askService` throws
 */
export async function offerRound(
  service: SafeService,
  { round, owners, origin }: { round: SigningRound; owners: readonly Address[]; origin: string },
): Promise<{ isNew: boolean }> {
  const { delegate, api, timeoutMs } = service
  const { chainId, safe, safeVersion: version, transaction, hashes } = round
  if (owners.some((owner) => sameHex(owner, delegate.address))) throw new DelegateIsOwner(delegate.address, safe)
  const present = await readServiceTransaction(service, round)
  if (present?.trusted === true) return { isNew: false }
  await assertRegistered(service, safe, owners)
  const { nonce, ...fields } = transaction
  const senderSignature = await delegate.signTypedData(safeTypedData({ chainId, safe, version, transaction }))
  await tellService(
    () =>
      api.proposeTransaction({
        safeAddress: safe,
        safeTransactionData: { ...fields, nonce: Number(nonce) },
        safeTxHash: hashes.safeTxHash,
        senderAddress: delegate.address,
        senderSignature,
        origin,
      }),
    { what: `take the transaction ${hashes.safeTxHash}`, timeoutMs },
  )
  if ((await readServiceTransaction(service, round)) === null) throw new ServiceLostTransaction(hashes.safeTxHash)
  return { isNew: true }
}

async function assertRegistered(
  { api, delegate, timeoutMs }: SafeService,
  safe: Address,
  owners: readonly Address[],
): Promise<void> {
  const { address } = delegate
  const answer = await askService(() => api.getSafeDelegates({ delegateAddress: address, limit: MAX_REGISTRATIONS }), {
    what: `list the registrations of the delegate ${address}`,
    schema: serviceDelegatesSchema,
    timeoutMs,
  })
  const isRegistered = (answer?.results ?? []).some(
    (registration) =>
      sameHex(registration.delegate, address) &&
      (registration.safe === null || sameHex(registration.safe, safe)) &&
      owners.some((owner) => sameHex(owner, registration.delegator)),
  )
  if (!isRegistered) throw new DelegateNotRegistered(address, safe)
}
