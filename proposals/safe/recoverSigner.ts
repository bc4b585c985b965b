import { type Address, hashMessage, type Hex, recoverAddress, slice, toHex } from 'viem'
import { normaliseSignature } from './normaliseSignature.js'
import { MalformedSignature } from './signatureErrors.js'

/**
 * Recover who signed a Safe transaction's hash, for ECDSA (v 27, 28) and `eth_sign` (v 31, 32) signatures.
 *
 * A signature over another hash recovers to an account that nobody has: compare the result with the owners.
 *
 * @throws {MalformedSignature} when it is no signature at all.
 * @throws {UnsupportedSignatureKind} when it is a contract signature or an approved hash.
 */
export async function recoverSigner({ safeTxHash, signature }: { safeTxHash: Hex; signature: Hex }): Promise<Address> {
  const normal = normaliseSignature(signature)
  const v = Number(slice(normal, 64, 65))
  const isEthSign = v > 30
  const hash = isEthSign ? hashMessage({ raw: safeTxHash }) : safeTxHash
  const plain: Hex = isEthSign ? `${slice(normal, 0, 64)}${toHex(v - 4).slice(2)}` : normal
  try {
    return await recoverAddress({ hash, signature: plain })
  } catch {
    throw new MalformedSignature('no account can have made it')
  }
}
