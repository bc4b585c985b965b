import { type Address, concat, encodeFunctionData, getAddress, type Hex, size } from 'viem'
import type { Call } from '../call.js'
import { parseSignature } from './parseSignature.js'
import { safeAbi } from './safeAbi.js'
import type { SafeTransaction } from './safeTransaction.js'
import { DuplicateSigner } from './signatureErrors.js'
import { approvedHashSignature, contractStaticPart, dynamicPart, type OwnerSignature } from './signatures.js'

const STATIC_BYTES = 65

/**
 * Assemble what `execTransaction` takes: 65 bytes an owner in ascending order of addresses, then the data of contract signatures, each at
 * the offset that its static part names.
 *
 * @throws {DuplicateSigner} when an owner has signed twice.
 * @throws {MalformedSignature} {UnsupportedSignatureKind} when a signature has no usable form.
 * @source Safe.sol (`checkNSignatures`)
 */
export function encodeSignatures(signatures: readonly OwnerSignature[]): Hex {
  const sorted = [...signatures].sort((a, b) => (a.owner.toLowerCase() < b.owner.toLowerCase() ? -1 : 1))
  sorted.forEach(({ owner }, i) => {
    if (i > 0 && sorted[i - 1]?.owner.toLowerCase() === owner.toLowerCase()) throw new DuplicateSigner(getAddress(owner))
  })
  const statics: Hex[] = []
  const dynamics: Hex[] = []
  let offset = sorted.length * STATIC_BYTES
  for (const { owner, signature } of sorted) {
    const parsed = parseSignature(signature)
    switch (parsed.kind) {
      case 'ecdsa':
        statics.push(parsed.signature)
        break
      case 'approvedHash':
        statics.push(approvedHashSignature(owner))
        break
      case 'contract': {
        const data = dynamicPart(parsed.data)
        statics.push(contractStaticPart(owner, offset))
        dynamics.push(data)
        offset += size(data)
        break
      }
    }
  }
  return concat([...statics, ...dynamics])
}

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
