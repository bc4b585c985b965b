import { type Address, encodeFunctionData } from 'viem'
import type { Call } from '../call.js'
import type { OwnerSignature } from './attributeSignature.js'
import { encodeSignatures } from './encodeSignatures.js'
import { safeAbi } from './safeAbi.js'
import type { SafeTransaction } from './safeTransaction.js'

/**
 * Encode the call that executes a signed Safe transaction: signatures in ascending order of the signers' addresses, of every kind that a
 * Safe takes.
 *
 * @throws {DuplicateSigner} when an owner has signed twice.
 * @throws {MalformedSignature} {UnsupportedSignatureKind} when a signature has no usable form.
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
      encodeSignatures(signatures),
    ],
  })
  return { to: safe, value: '0', data }
}
