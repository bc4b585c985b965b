import type { Address, Hex } from 'viem'

/** A transaction to be signed: all fields fixed. Fees in wei. */
export interface UnsignedTransaction {
  readonly chainId: number
  readonly nonce: number
  readonly to: Address
  readonly data: Hex
  readonly value: bigint
  readonly gas: bigint
  readonly maxFeePerGas: bigint
  readonly maxPriorityFeePerGas: bigint
}

/**
 * An account that pays gas and signs transactions; it has no authority over any parameter.
 *
 * A file key, a KMS or a hardware wallet each implement this.
 */
export interface Relayer {
  readonly address: Address
  /** Sign an EIP-1559 transaction; returns the raw bytes. */
  readonly signTransaction: (transaction: UnsignedTransaction) => Promise<Hex>
}
