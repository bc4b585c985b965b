import { type Address, domainSeparator, hashStruct, hashTypedData } from 'viem'
import type { SafeHashes, SafeTransaction } from './safeTransaction.js'
import { calldataDigest, safeTypedData } from './safeTypedData.js'

/**
 * Compute every hash that a signer compares, from the fields alone.
 *
 * @throws {UnsupportedSafeVersion} when the version's rules are not known.
 * @source EIP-712; Safe.sol (`getTransactionHash`); ERC-8213
 */
export function safeHashes(input: { chainId: number; safe: Address; version: string; transaction: SafeTransaction }): SafeHashes {
  const typedData = safeTypedData(input)
  const types = { SafeTx: [...typedData.types.SafeTx] }
  return {
    domainHash: domainSeparator({ domain: typedData.domain }),
    messageHash: hashStruct({ data: typedData.message, primaryType: 'SafeTx', types }),
    safeTxHash: hashTypedData({ domain: typedData.domain, types, primaryType: 'SafeTx', message: typedData.message }),
    calldataDigest: calldataDigest(input.transaction.data),
  }
}
