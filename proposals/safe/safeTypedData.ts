import { type Address, concat, type Hex, keccak256, numberToHex, size, type TypedDataDomain } from 'viem'
import type { SafeHashes, SafeTransaction } from './safeTransaction.js'
import { safeVersion } from './safeVersion.js'

/** EIP-712 typed data of a Safe transaction, as `signTypedData` of viem and of wallets takes it. */
export interface SafeTypedData {
  readonly domain: TypedDataDomain & { readonly verifyingContract: Address }
  readonly types: { readonly SafeTx: readonly { readonly name: string; readonly type: string }[] }
  readonly primaryType: 'SafeTx'
  readonly message: Readonly<Record<string, unknown>>
}

/**
 * Lay out what an owner signs, by the Safe's version.
 *
 * @throws {UnsupportedSafeVersion} when the version's rules are not known.
 * @source EIP-712; Safe.sol (`encodeTransactionData`)
 */
export function safeTypedData({
  chainId,
  safe,
  version,
  transaction,
}: {
  chainId: number
  safe: Address
  version: string
  transaction: SafeTransaction
}): SafeTypedData {
  const { hasChainIdInDomain, baseGasName } = safeVersion(version)
  return {
    domain: hasChainIdInDomain ? { chainId, verifyingContract: safe } : { verifyingContract: safe },
    types: {
      SafeTx: [
        { name: 'to', type: 'address' },
        { name: 'value', type: 'uint256' },
        { name: 'data', type: 'bytes' },
        { name: 'operation', type: 'uint8' },
        { name: 'safeTxGas', type: 'uint256' },
        { name: baseGasName, type: 'uint256' },
        { name: 'gasPrice', type: 'uint256' },
        { name: 'gasToken', type: 'address' },
        { name: 'refundReceiver', type: 'address' },
        { name: 'nonce', type: 'uint256' },
      ],
    },
    primaryType: 'SafeTx',
    message: {
      to: transaction.to,
      value: BigInt(transaction.value),
      data: transaction.data,
      operation: transaction.operation,
      safeTxGas: BigInt(transaction.safeTxGas),
      [baseGasName]: BigInt(transaction.baseGas),
      gasPrice: BigInt(transaction.gasPrice),
      gasToken: transaction.gasToken,
      refundReceiver: transaction.refundReceiver,
      nonce: BigInt(transaction.nonce),
    },
  }
}

/**
 * Lay out the bytes whose keccak256 is the safeTxHash: what a Safe below 1.5.0 shows to owners that are contracts.
 *
 * @source EIP-712; Safe.sol (`encodeTransactionData`)
 */
export function safeTransactionPreimage({ domainHash, messageHash }: Pick<SafeHashes, 'domainHash' | 'messageHash'>): Hex {
  return concat(['0x1901', domainHash, messageHash])
}

/**
 * Digest calldata as wallets show it: keccak256(uint256(length) || calldata).
 *
 * @source ERC-8213
 * @example
 * import { calldataDigest } from 'plimsoll/proposals'
 *
 * calldataDigest('0x12345678') // '0xbca53a900ee1cecffba8d1933d6c15917fb88cfd4043fde14e01d1bcf03d38d4'
 */
export function calldataDigest(data: Hex): Hex {
  return keccak256(concat([numberToHex(size(data), { size: 32 }), data]))
}
