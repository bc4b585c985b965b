import { type Address, getAddress, type Hex, slice, toHex } from 'viem'
import { normaliseSignature } from './normaliseSignature.js'
import { recoverSigner } from './recoverSigner.js'
import { SignerNotOwner } from './signatureErrors.js'

/** A signature with the owner who made it, in the form that the Safe takes. */
export interface OwnerSignature {
  readonly owner: Address
  readonly signature: Hex
}

/**
 * Find the owner who made a signature over a Safe transaction's hash.
 *
 * Wallets return v 27 or 28 for a signed message too; where only the message reading gives an owner, v is raised to the 31 or 32 that
 * the Safe expects.
 *
 * @throws {MalformedSignature} when it is no signature at all.
 * @throws {UnsupportedSignatureKind} when it is a contract signature or an approved hash.
 * @throws {SignerNotOwner} when no reading of it gives an owner.
 */
export async function attributeSignature({
  safeTxHash,
  signature,
  owners,
}: {
  safeTxHash: Hex
  signature: Hex
  owners: readonly Address[]
}): Promise<OwnerSignature> {
  const isOwner = (account: Address) => owners.some((owner) => getAddress(owner) === account)
  const normal = normaliseSignature(signature)
  const signer = await recoverSigner({ safeTxHash, signature: normal })
  if (isOwner(signer)) return { owner: signer, signature: normal }
  const v = Number(slice(normal, 64, 65))
  if (v < 30) {
    const asMessage: Hex = `${slice(normal, 0, 64)}${toHex(v + 4).slice(2)}`
    const messageSigner = await recoverSigner({ safeTxHash, signature: asMessage })
    if (isOwner(messageSigner)) return { owner: messageSigner, signature: asMessage }
  }
  throw new SignerNotOwner(signer, owners)
}
