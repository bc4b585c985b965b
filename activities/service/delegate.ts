import { type Address, hashTypedData, type Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { SafeTypedData } from '../../proposals/safe/safeTypedData.js'
import { InvalidPrivateKey } from '../chain/relayer.js'

/**
 * An account that hands transactions to a Safe's Transaction Service. It does not own the Safe, so its signature never counts.
 *
 * A file key, a KMS or a hardware wallet each implement this.
 */
export interface Delegate {
  readonly address: Address
  /** Sign a Safe transaction's typed data, so that the service takes it from this account. */
  readonly signTypedData: (typedData: SafeTypedData) => Promise<Hex>
}

/**
 * Make a delegate from a private key.
 *
 * @param variable - name of the environment variable that the key came from, for the error
 * @throws {InvalidPrivateKey} when the text is not 0x and 64 hex digits
 */
export function keyDelegate(privateKey: string, variable: string): Delegate {
  if (!/^0x[0-9a-fA-F]{64}$/.test(privateKey)) throw new InvalidPrivateKey(variable)
  const account = privateKeyToAccount(privateKey as Hex)
  return {
    address: account.address,
    signTypedData: ({ domain, types, primaryType, message }) =>
      account.sign({ hash: hashTypedData({ domain, types: { SafeTx: [...types.SafeTx] }, primaryType, message }) }),
  }
}
