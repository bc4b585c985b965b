import type { Hex } from 'viem'
import type { SigningRound } from '../../proposals/routes/signingRound.js'
import { safeHashes } from '../../proposals/safe/safeHashes.js'
import { sameHex } from '../../core/hex.js'
import { askService } from './askService.js'
import type { SafeService } from './safeService.js'
import { type ServiceTransaction, serviceTransactionSchema } from './serviceAnswers.js'
import { ServiceAnsweredOtherHash } from './errors.js'

/**
 * Read what the service holds under a round's hash. The hash is computed again from the fields of the answer.
 *
 * @returns null when it holds nothing
 * @throws {ServiceAnsweredOtherHash} when it holds another transaction
 * @throws whatever `askService` throws
 */
export async function readServiceTransaction(service: SafeService, round: SigningRound): Promise<ServiceTransaction | null> {
  const { safeTxHash } = round.hashes
  const answer = await askService(() => service.api.getTransaction(safeTxHash), {
    what: `show the transaction ${safeTxHash}`,
    schema: serviceTransactionSchema,
    timeoutMs: service.timeoutMs,
  })
  if (answer === null) return null
  assertHash(answer, round, safeTxHash)
  return answer
}

/**
 * Demand that a transaction of the service is of the Safe and hashes, by its fields, to what it should.
 *
 * @throws {ServiceAnsweredOtherHash} when it is not
 */
export function assertHash(
  answer: ServiceTransaction,
  { chainId, safe, safeVersion }: Pick<SigningRound, 'chainId' | 'safe' | 'safeVersion'>,
  expected: Hex,
): void {
  const { to, value, data, operation, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver, nonce } = answer
  const transaction = { to, value, data, operation, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver, nonce }
  const computed = safeHashes({ chainId, safe: answer.safe, version: safeVersion, transaction }).safeTxHash
  if (computed !== expected || answer.safeTxHash !== expected || !sameHex(answer.safe, safe)) {
    throw new ServiceAnsweredOtherHash(expected, computed === expected ? answer.safeTxHash : computed)
  }
}
