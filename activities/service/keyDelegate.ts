import { type Hex, hashTypedData } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { InvalidPrivateKey } from '../chain/keyRelayer.js'
import type { Delegate } from './delegate.js'

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
