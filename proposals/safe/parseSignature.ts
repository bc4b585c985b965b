import { type Address, getAddress, type Hex, isAddressEqual, numberToHex, size, slice } from 'viem'
import { MalformedSignature, UnsupportedSignatureKind } from './signatureErrors.js'
import { normaliseSignature, type SignatureInput, signatureInputSchema } from './signatures.js'

/** One owner's signature by the kinds that a Safe knows. */
export type ParsedSignature =
  /** r, s, v of 27 or 28 (over the hash) or 31 or 32 (`eth_sign`): who signed is recovered. */
  | { readonly kind: 'ecdsa'; readonly signature: Hex }
  /** EIP-1271: the owner is a contract, which must confirm `data` on chain. */
  | { readonly kind: 'contract'; readonly owner: Address; readonly data: Hex }
  /** The owner has sent `approveHash` to the Safe: the chain must say so. */
  | { readonly kind: 'approvedHash'; readonly owner: Address }

/** @source ERC-6492: a signature of a contract that is not deployed ends with this word */
const ERC_6492_SUFFIX = '6492649264926492649264926492649264926492649264926492649264926492'

/**
 * Tell what kind of signature was handed in, and take it apart. Nothing is believed yet: the owner named in it has to be confirmed.
 *
 * @throws {MalformedSignature} when it is no signature.
 * @throws {UnsupportedSignatureKind} when it is of a kind that a Safe does not take, or several at once.
 * @source Safe.sol (`checkNSignatures`)
 */
export function parseSignature(input: SignatureInput): ParsedSignature {
  const parsed = signatureInputSchema.safeParse(input)
  if (!parsed.success) throw new MalformedSignature(parsed.error.issues[0]?.message ?? 'it has no known form')
  const value = parsed.data
  if (typeof value !== 'string') return value
  const bytes = value.toLowerCase() as Hex
  if (bytes.endsWith(ERC_6492_SUFFIX)) throw new UnsupportedSignatureKind('undeployedContract')
  if (size(bytes) === 64) throw new UnsupportedSignatureKind('compact')
  if (size(bytes) < 65) throw new MalformedSignature(`it has ${size(bytes)} bytes instead of 65`)
  const v = Number(slice(bytes, 64, 65))
  if (v > 1 || slice(bytes, 0, 12) !== numberToHex(0, { size: 12 })) return ecdsa(bytes)
  const owner = getAddress(slice(bytes, 12, 32))
  if (isAddressEqual(owner, '0x0000000000000000000000000000000000000000')) throw new MalformedSignature('it names no owner')
  if (v === 0) return { kind: 'contract', owner, data: dynamicPart(bytes) }
  if (size(bytes) > 65) throw new UnsupportedSignatureKind('several')
  return { kind: 'approvedHash', owner }
}

function ecdsa(bytes: Hex): ParsedSignature {
  if (size(bytes) > 65) throw new UnsupportedSignatureKind('several')
  return { kind: 'ecdsa', signature: normaliseSignature(bytes) }
}

/** Read length and data at the offset that s holds; nothing else may be there, or another signature hides in it. */
function dynamicPart(bytes: Hex): Hex {
  const offset = BigInt(slice(bytes, 32, 64))
  if (offset !== 65n) {
    throw offset % 65n === 0n && offset > 65n
      ? new UnsupportedSignatureKind('several')
      : new MalformedSignature(`the contract signature's data is said to be at byte ${offset} instead of 65`)
  }
  if (size(bytes) < 97) throw new MalformedSignature("the contract signature's data is missing")
  const length = BigInt(slice(bytes, 65, 97))
  const present = BigInt(size(bytes) - 97)
  if (length > present)
    throw new MalformedSignature(`the contract signature announces ${length} bytes of data and has ${present}`)
  const end = 97 + Number(length)
  // Some encoders pad the data to whole words with zeros.
  if (size(bytes) > end && BigInt(slice(bytes, end)) !== 0n) throw new MalformedSignature('bytes follow the contract signature')
  return length === 0n ? '0x' : slice(bytes, 97, end)
}
