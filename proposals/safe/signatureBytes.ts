import { type Address, concat, type Hex, numberToHex, pad, size } from 'viem'

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
