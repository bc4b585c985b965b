import {
  type Address,
  concat,
  getAddress,
  hashMessage,
  type Hex,
  numberToHex,
  pad,
  recoverAddress,
  size,
  slice,
  toHex,
} from 'viem'
import { z } from 'zod'
import { addressSchema, hexSchema } from '../../core/schemas/wire.js'
import { MalformedSignature, SignerNotOwner, UnsupportedSignatureKind } from './signatureErrors.js'

const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n

/**
 * Bring one owner's signature into the form that a Safe takes: r, s, and v of 27 or 28 (ECDSA over the hash) or 31 or 32 (`eth_sign`).
 *
 * A Ledger may return v 0 or 1: 27 is added. In a Safe the same values mark contract signatures and approved hashes, which hold an
 * address where ECDSA has r; those are refused by name.
 *
 * @throws {MalformedSignature} when length, v, r or s cannot be of a signature.
 * @throws {UnsupportedSignatureKind} when it is a contract signature or an approved hash.
 * @source Safe.sol (`checkNSignatures`)
 */
export function normaliseSignature(signature: string): Hex {
  if (!/^0x([0-9a-fA-F]{2})*$/.test(signature)) throw new MalformedSignature('it is not 0x-prefixed hex of whole bytes')
  const bytes = signature.toLowerCase() as Hex
  if (size(bytes) < 65) throw new MalformedSignature(`it has ${size(bytes)} bytes instead of 65`)
  const v = Number(slice(bytes, 64, 65))
  if (v <= 1 && slice(bytes, 0, 12) === '0x000000000000000000000000') {
    throw new UnsupportedSignatureKind(v === 0 ? 'contract' : 'approvedHash')
  }
  if (size(bytes) > 65)
    throw new MalformedSignature(`it has ${size(bytes)} bytes instead of 65; give one owner's signature at a time`)
  assertScalar('r', BigInt(slice(bytes, 0, 32)))
  assertScalar('s', BigInt(slice(bytes, 32, 64)))
  if (v <= 1) return `${slice(bytes, 0, 64)}${numberToHex(v + 27).slice(2)}`
  if (v === 27 || v === 28 || v === 31 || v === 32) return bytes
  throw new MalformedSignature(`v is ${v}; it must be 27 or 28, 31 or 32 for eth_sign, or 0 or 1 from a hardware wallet`)
}

function assertScalar(name: string, value: bigint): void {
  if (value === 0n || value >= CURVE_ORDER) throw new MalformedSignature(`${name} is outside of the curve's order`)
}

/** Byte at which the data of a contract signature that stands alone begins. */
const STANDALONE_OFFSET = 65

/**
 * Write a contract's signature (EIP-1271) that stands alone: owner, offset, v 0, then length and data.
 *
 * The Transaction Service stores and returns a contract owner's confirmation in this form.
 *
 * @source Safe.sol (`checkNSignatures`, v 0)
 */
export function contractSignature({ owner, data }: { owner: Address; data: Hex }): Hex {
  return concat([contractStaticPart(owner, STANDALONE_OFFSET), dynamicPart(data)])
}

/**
 * Write the mark of a hash that the owner approved on chain: owner, zero, v 1.
 *
 * @source Safe.sol (`checkNSignatures`, v 1; `approvedHashes`)
 */
export function approvedHashSignature(owner: Address): Hex {
  return concat([pad(owner.toLowerCase() as Hex, { size: 32 }), numberToHex(0, { size: 32 }), '0x01'])
}

/** Write the 65 bytes of a contract's signature whose data begins at byte `offset` of the whole. */
export function contractStaticPart(owner: Address, offset: number): Hex {
  return concat([pad(owner.toLowerCase() as Hex, { size: 32 }), numberToHex(offset, { size: 32 }), '0x00'])
}

/** Write the length word and the data of a contract's signature. */
export function dynamicPart(data: Hex): Hex {
  return concat([numberToHex(size(data), { size: 32 }), data])
}

/** Most bytes of a contract's signature data: a Safe of a hundred owners fits, and a history is not flooded. */
const MAX_CONTRACT_SIGNATURE_BYTES = 8_192

/** Static part (65 bytes), length word and data: the longest single signature in bytes. */
const MAX_SIGNATURE_BYTES = 65 + 32 + MAX_CONTRACT_SIGNATURE_BYTES + 32

const shortHex = (bytes: number) => hexSchema.refine((value) => size(value as Hex) <= bytes, `must be ${bytes} bytes or less`)

/**
 * One owner's consent to a Safe transaction, as it is handed in: bytes (65 of an account with a key, or a whole contract signature),
 * what a contract that is an owner answers for (EIP-1271), or the word that the hash was approved on chain.
 */
export const signatureInputSchema = z.union([
  shortHex(MAX_SIGNATURE_BYTES),
  z.strictObject({ kind: z.literal('contract'), owner: addressSchema, data: shortHex(MAX_CONTRACT_SIGNATURE_BYTES) }),
  z.strictObject({ kind: z.literal('approvedHash'), owner: addressSchema }),
])

/** @see signatureInputSchema */
export type SignatureInput = z.infer<typeof signatureInputSchema>

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
