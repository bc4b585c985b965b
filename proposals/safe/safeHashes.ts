import { type Address, domainSeparator, hashStruct, hashTypedData } from 'viem'
import type { SafeHashes, SafeTransaction } from './safeTransaction.js'
import { calldataDigest, safeTypedData } from './safeTypedData.js'

/**
 * Compute every hash that a signer compares, from the fields alone.
 *
 * @throws {UnsupportedSafeVersion} when the version's rules are not known.
 * @source EIP-712; Safe.sol (`getTransactionHash`); ERC-8213
 * @example
 * import { safeHashes } from 'plimsoll/proposals'
 *
 * const safe = '0x399c61b017A871181d8B6C418c93a8bB361E3Db8'
 * const zero = `0x${'00'.repeat(20)}`
 * const gas = { safeTxGas: '0', baseGas: '0', gasPrice: '0', gasToken: zero, refundReceiver: zero }
 * const transaction = { to: safe, value: '0', data: '0x', operation: 0, nonce: '7', ...gas }
 * safeHashes({ chainId: 1, safe, version: '1.4.1', transaction }).safeTxHash // '0xcd1ca767e5662bc057df27baa247c51eeed8d9ec090fec2386ef242ef41e166c'
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
