import { concat, encodeFunctionData, getAddress, type Address } from 'viem'
import type { Call } from '../call.js'
import type { OwnerSignature } from './attributeSignature.js'
import { normaliseSignature } from './normaliseSignature.js'
import { safeAbi } from './safeAbi.js'
import type { SafeTransaction } from './safeTransaction.js'
import { DuplicateSigner } from './signatureErrors.js'

/**
 * Encode the call that executes a signed Safe transaction: signatures in ascending order of the signers' addresses.
 *
 * @throws {DuplicateSigner} when an owner has signed twice.
 * @throws {MalformedSignature} when a signature has no usable form.
 * @source Safe.sol (`execTransaction`, `checkNSignatures`)
 */
export function encodeExecTransaction({
  safe,
  transaction,
  signatures,
}: {
  safe: Address
  transaction: SafeTransaction
  signatures: readonly OwnerSignature[]
}): Call {
  const sorted = [...signatures].sort((a, b) => (a.owner.toLowerCase() < b.owner.toLowerCase() ? -1 : 1))
  sorted.forEach(({ owner }, i) => {
    if (i > 0 && sorted[i - 1]?.owner.toLowerCase() === owner.toLowerCase()) throw new DuplicateSigner(getAddress(owner))
  })
  const data = encodeFunctionData({
    abi: safeAbi,
    functionName: 'execTransaction',
    args: [
      transaction.to,
      BigInt(transaction.value),
      transaction.data,
      transaction.operation,
      BigInt(transaction.safeTxGas),
      BigInt(transaction.baseGas),
      BigInt(transaction.gasPrice),
      transaction.gasToken,
      transaction.refundReceiver,
      concat(sorted.map(({ signature }) => normaliseSignature(signature))),
    ],
  })
  return { to: safe, value: '0', data }
}
