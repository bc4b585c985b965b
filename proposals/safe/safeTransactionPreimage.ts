import { concat, type Hex } from 'viem'
import type { SafeHashes } from './safeTransaction.js'

/**
 * Lay out the bytes whose keccak256 is the safeTxHash: what a Safe below 1.5.0 shows to owners that are contracts.
 *
 * @source EIP-712; Safe.sol (`encodeTransactionData`)
 */
export function safeTransactionPreimage({ domainHash, messageHash }: Pick<SafeHashes, 'domainHash' | 'messageHash'>): Hex {
  return concat(['0x1901', domainHash, messageHash])
}
