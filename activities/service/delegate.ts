import type { Address, Hex } from 'viem'
import type { SafeTypedData } from '../../proposals/safe/safeTypedData.js'

/**
 * An account that hands transactions to a Safe's Transaction Service. It is no owner: its signature never counts.
 *
 * A file key, a KMS or a hardware wallet each implement this.
 */
export interface Delegate {
  readonly address: Address
  /** Sign a Safe transaction's typed data, so that the service takes it from this account. */
  readonly signTypedData: (typedData: SafeTypedData) => Promise<Hex>
}
