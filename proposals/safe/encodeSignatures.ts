import { concat, getAddress, type Hex, size } from 'viem'
import type { OwnerSignature } from './attributeSignature.js'
import { parseSignature } from './parseSignature.js'
import { approvedHashSignature, contractStaticPart, dynamicPart } from './signatureBytes.js'
import { DuplicateSigner } from './signatureErrors.js'

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
