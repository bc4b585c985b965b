import { type Hex, numberToHex, slice, size } from 'viem'
import { MalformedSignature, UnsupportedSignatureKind } from './signatureErrors.js'

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
