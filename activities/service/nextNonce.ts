import type { Address } from 'viem'
import { askService } from './askService.js'
import type { SafeService } from './safeService.js'
import { servicePageSchema } from './serviceAnswers.js'
import { SafeQueueTooLong, ServiceAnswerUnreadable } from './errors.js'
import { assertHash } from './serviceTransaction.js'

/** Most nonces between the Safe's own and a proposal's: a longer queue is not worked off before a proposal expires. */
export const MAX_QUEUE = 25
const PAGE = 100

/**
 * Find the first nonce that nothing in the Safe's queue has: the highest pending one and one more, or the Safe's own.
 *
 * A queued transaction counts only when its hash is that of its fields.
 *
 * @param safe - the Safe with version and nonce as the chain has them
 * @throws {SafeQueueTooLong} when the queue reaches further than a proposal can wait
 * @throws {ServiceAnsweredOtherHash} when a queued transaction is not what its hash says
 * @throws whatever `askService` throws
 */
export async function nextNonce(
  service: SafeService,
  safe: { readonly address: Address; readonly version: string; readonly nonce: string },
): Promise<string> {
  const what = `list the queue of the Safe ${safe.address}`
  const options = { currentNonce: safe.nonce, ordering: '-nonce', limit: PAGE }
  const page = await askService(() => service.api.getPendingTransactions(safe.address, options), {
    what,
    schema: servicePageSchema,
    timeoutMs: service.timeoutMs,
  })
  if (page === null) throw new ServiceAnswerUnreadable(what, '404: it does not know the Safe')
  const own = BigInt(safe.nonce)
  let next = own
  for (const transaction of page.results) {
    const on = { chainId: service.chainId, safe: safe.address, safeVersion: safe.version }
    assertHash(transaction, on, transaction.safeTxHash)
    const nonce = BigInt(transaction.nonce)
    if (!transaction.isExecuted && transaction.trusted && nonce >= next) next = nonce + 1n
  }
  if (next - own > BigInt(MAX_QUEUE)) throw new SafeQueueTooLong(safe.nonce, (next - 1n).toString(), MAX_QUEUE)
  return next.toString()
}
